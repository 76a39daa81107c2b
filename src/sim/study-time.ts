/** Fading is looked at this long after its start, so that reports older than the study have a past. */
export const studyTime_s = 100;
