/** Exit statuses of the program; the help's epilogue and the README list them. */
export const exitStatus = {
  done: 0,
  /** A check failed: a validation row is outside its tolerance. */
  checkFailed: 1,
  /** Wrong usage or input; nothing was written. */
  input: 2,
  /** A bug of leolink's own (EX_SOFTWARE of sysexits.h): the stack is printed. */
  bug: 70,
  /** 128 + SIGINT, as shells count. */
  interrupted: 130,
  /** 128 + SIGTERM. */
  terminated: 143,
} as const;
