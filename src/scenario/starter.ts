/** Bands for which there is a scenario to start from. */
export type StarterBand = "ka" | "s" | "c";

/**
 * A commented scenario to start from: a user downlink in Ka band, telemetry in S band, or a downlink to a small array
 * in C band (FR1). Every figure that is a choice of the example is marked ASSUMPTION.
 */
export function starterScenario(band: StarterBand): string {
  return `${starters[band]}${packets}`;
}

const head = `# A leolink scenario. Quantities carry their unit; ASSUMPTION marks what is to be replaced by your own figures.
#   leolink budget FILE --explain      the link budget, term by term
#   leolink run FILE                   the whole pass, with a report
#   leolink schema                     every key with its unit, range and default
`;

const starters: Readonly<Record<StarterBand, string>> = {
  ka: `${head}title: Ka-band user downlink

orbit:
  # A two-line element set; or \`shell\` (circular orbits) or \`fixed\` (one elevation) in its place.
  tle:
    name: KUIPER-00008
    line1: "1 63724U 25088A   25334.98169249  .00003154  00000+0  27297-3 0  9992"
    line2: "2 63724  51.8899 176.8893 0010888 132.6246 227.5645 14.99833878 33259"

time:
  start: 2025-12-01T00:00:00Z     # UTC, within 14 days of the element set's epoch
  duration: nextPass              # or a time such as 600 s
  step: 1 s

site:
  name: Austin, Texas             # ASSUMPTION: your place, with its climate from the ITU-R maps named below
  latitude: 30.2672 deg
  longitude: -97.7431 deg
  altitude: 150 m
  minimumElevation: 20 deg
  climate:
    rainRate001: 51.5 mm/h        # ITU-R P.837-7, exceeded 0.01 % of the year
    rainHeight: 4.42 km           # ITU-R P.839-4
    temperature: 293.2 K          # ITU-R P.1510-1, annual mean
    pressure: 1013.25 hPa         # ITU-R P.835 reference at sea level
    vapourDensity: 20.6 g/m3      # ITU-R P.836-6, exceeded 5 % of the year
    cloudLiquidWater: 0.436 kg/m2 # ITU-R P.840-9, exceeded 5 % of the year
    wetRefractivity: 81.2         # ITU-R P.453-14, median, N-units

link:
  direction: downlink
  carrier: 19.7 GHz
  bandwidth: 100 MHz              # ASSUMPTION
  polarisation: rhcp              # rhcp, lhcp or { linear: 0 deg }
  payload: regenerative
  interference:
    coChannel: 20 dB              # ASSUMPTION: other beams of the same satellite

satellite:
  antenna:
    circularAperture:
      diameter: 0.5 m             # 3GPP TR 38.821 Table 6.1.1.1-1, set 1, LEO-600, Ka band
      efficiency: 60 %            # ASSUMPTION
    mount: tracking
    pointingError: 0.1 deg        # ASSUMPTION
  transmitter:
    eirp: 24 dBW                  # TR 38.821 Table 6.1.1.1-1: 4 dBW/MHz over 100 MHz

terminal:
  antenna:
    planarArray:                  # ASSUMPTION: 0.30 m square, flat on the roof
      rows: 40
      columns: 40
      rowSpacing: 0.5             # wavelengths at the carrier
      columnSpacing: 0.5
      elementGain: 5 dBi          # that of its cell, half a wavelength squared
      elementExponent: 1.3        # scan loss cos^1.3
      taper: uniform
      loss: 1 dB
      scanLimit: 72 deg
    mount: zenith
    pointingError: 0.2 deg        # ASSUMPTION
  receiver:
    noiseFigure: 1.8 dB           # ASSUMPTION
    antennaTemperature: 60 K      # ASSUMPTION: clear sky
    feederLoss: 0.3 dB            # ASSUMPTION

propagation:
  gas: p676Annex2
  rain: p618
  cloud: p840
  scintillation: p618
  condition:
    availability: 99 %            # attenuation exceeded 1 % of the year, held for the whole pass; or clearSky

waveform:
  dvbS2x:
    rollOff: 0.2
    pilots: true
    modcods: all
    implementationLoss: 1 dB      # ASSUMPTION

mac:
  traffic:
    source:
      constantBitRate:            # or poisson, onOff, fullBuffer
        rate: 100 Mbps            # ASSUMPTION
    packetSize: 1500 B            # ASSUMPTION
  queue:
    capacity: 4 MB                # ASSUMPTION
    discipline: dropTail
`,
  s: `${head}title: S-band telemetry downlink

orbit:
  shell:                          # one satellite on a circular orbit; or \`tle\`, or \`fixed\`
    altitude: 600 km              # ASSUMPTION
    inclination: 97.8 deg         # ASSUMPTION: near that of a sun-synchronous orbit at 600 km
    raan: 90 deg                  # ASSUMPTION
    epoch: 2026-01-01T00:00:00Z

time:
  start: 2026-01-01T00:00:00Z     # UTC
  duration: nextPass              # or a time such as 600 s
  step: 1 s

site:
  name: Kiruna                    # ASSUMPTION: your place, with its climate from the ITU-R maps named below
  latitude: 67.857 deg
  longitude: 20.964 deg
  altitude: 400 m
  minimumElevation: 5 deg
  climate:
    rainRate001: 18 mm/h          # ITU-R P.837-7, exceeded 0.01 % of the year
    rainHeight: 2.55 km           # ITU-R P.839-4
    temperature: 272.6 K          # ITU-R P.1510-1, annual mean
    pressure: 965 hPa             # ITU-R P.835 at 400 m, rounded
    vapourDensity: 8.7 g/m3       # ITU-R P.836-6, exceeded 5 % of the year

link:
  direction: downlink
  carrier: 2.245 GHz              # space-to-Earth part of 2200-2290 MHz
  bandwidth: 5 MHz                # ASSUMPTION
  polarisation: rhcp              # rhcp, lhcp or { linear: 0 deg }
  payload: regenerative

satellite:
  antenna:
    fixedGain:
      gain: 0 dBi                 # ASSUMPTION: nearly omnidirectional
    mount: nadir
    axialRatio: 3 dB              # ASSUMPTION
  transmitter:
    saturatedPower: 2 W           # ASSUMPTION
    outputBackOff: 1 dB           # ASSUMPTION
    feederLoss: 1 dB              # ASSUMPTION

terminal:
  antenna:
    circularAperture:
      diameter: 7.3 m             # ASSUMPTION
      efficiency: 55 %            # ASSUMPTION
    mount: tracking
    pointingError: 0.1 deg        # ASSUMPTION
    axialRatio: 0.5 dB            # ASSUMPTION
  receiver:
    lineUp:                       # ASSUMPTION: stages from the antenna on
      - { name: low-noise amplifier, gain: 35 dB, noiseFigure: 0.8 dB, oip3: 25 dBm, p1dB: 12 dBm }
      - { name: cable, gain: -4 dB, noiseFigure: 4 dB }
      - { name: down-converter, gain: 30 dB, noiseFigure: 9 dB, oip3: 22 dBm, p1dB: 10 dBm }
    antennaTemperature: 60 K      # ASSUMPTION
    feederLoss: 0.3 dB            # ASSUMPTION

propagation:
  gas: p676Annex2
  rain: p618
  cloud: none
  scintillation: none             # P.618-14 starts at 4 GHz
  condition:
    availability: 99.9 %          # attenuation exceeded 0.1 % of the year; or clearSky

waveform:
  dvbS2x:
    rollOff: 0.35
    pilots: true
    modcods: all
    implementationLoss: 1 dB      # ASSUMPTION

mac:
  traffic:
    source: fullBuffer            # a recorder is emptied; or constantBitRate, poisson, onOff
    packetSize: 1115 B            # a CCSDS transfer frame of 1115 octets
  queue:
    capacity: 1 MB                # ASSUMPTION
    discipline: dropTail
`,
  c: `${head}title: C-band (FR1) downlink to a small array

orbit:
  shell:                          # one satellite on a circular orbit; or \`tle\`, or \`fixed\`
    altitude: 600 km              # ASSUMPTION
    inclination: 53 deg           # ASSUMPTION
    epoch: 2026-01-01T00:00:00Z

time:
  start: 2026-01-01T00:00:00Z     # UTC
  duration: nextPass              # or a time such as 600 s
  step: 1 s

site:
  name: Toulouse                  # ASSUMPTION: your place, with its climate from the ITU-R maps named below
  latitude: 43.6 deg
  longitude: 1.44 deg
  altitude: 150 m
  minimumElevation: 25 deg
  climate:
    rainRate001: 29.6 mm/h        # ITU-R P.837-7, exceeded 0.01 % of the year
    rainHeight: 3.32 km           # ITU-R P.839-4
    temperature: 285.3 K          # ITU-R P.1510-1, annual mean
    pressure: 1013.25 hPa         # ITU-R P.835 reference at sea level
    vapourDensity: 13.7 g/m3      # ITU-R P.836-6, exceeded 5 % of the year

link:
  direction: downlink
  carrier: 3.9 GHz
  bandwidth: 30 MHz               # largest channel below 6 GHz in 3GPP TR 38.821 Table 4.2-2
  polarisation: rhcp              # rhcp, lhcp or { linear: 0 deg }
  payload: regenerative
  interference:
    coChannel: 15 dB              # ASSUMPTION

satellite:
  antenna:
    circularAperture:
      diameter: 2 m               # TR 38.821 Table 6.1.1.1-1, set 1, LEO-600, S band
      efficiency: 60 %            # ASSUMPTION
    mount: tracking
    pointingError: 0.2 deg        # ASSUMPTION
  transmitter:
    eirp: 48.8 dBW                # ASSUMPTION at C band: TR 38.821's 34 dBW/MHz of S band over 30 MHz

terminal:
  antenna:
    planarArray:                  # ASSUMPTION: 0.15 m square
      rows: 4
      columns: 4
      rowSpacing: 0.5             # wavelengths at the carrier
      columnSpacing: 0.5
      elementGain: 5 dBi          # that of its cell, half a wavelength squared
      elementExponent: 1.3        # scan loss cos^1.3
      taper: uniform
      loss: 0.5 dB
      scanLimit: 70 deg
    mount: zenith
    pointingError: 2 deg          # ASSUMPTION
  receiver:
    noiseFigure: 2 dB             # ASSUMPTION
    antennaTemperature: 100 K     # ASSUMPTION
    feederLoss: 0.5 dB            # ASSUMPTION

propagation:
  gas: p676Annex2
  rain: p618
  cloud: none
  scintillation: none
  shadowing: 3 dB                 # TR 38.821 6.1.3, handheld; kept as a margin
  condition:
    availability: 99.9 %          # attenuation exceeded 0.1 % of the year; or clearSky

waveform:
  dvbS2x:
    rollOff: 0.2
    pilots: true
    modcods: all
    implementationLoss: 1 dB      # ASSUMPTION

mac:
  traffic:
    source:
      poisson:                    # or constantBitRate, onOff, fullBuffer
        rate: 30 Mbps             # ASSUMPTION
    packetSize: 1500 B            # ASSUMPTION
  queue:
    capacity: 1 MB                # ASSUMPTION
    discipline:
      codel:                      # RFC 8289
        target: 15 ms             # ASSUMPTION: longer than RFC 8289's 5 ms, for frames of milliseconds
        interval: 100 ms
`,
};

const packets = `  adaptation:
    mode: acm                     # or { fixed: QPSK 1/2 }
    margin: 0.5 dB                # ASSUMPTION
    hysteresis: 0.3 dB            # ASSUMPTION
    processingDelay: 20 ms        # ASSUMPTION: beside propagation
    reportInterval: 100 ms        # ASSUMPTION
    estimationError: 0.2 dB       # ASSUMPTION
  arq:                            # or none
    selectiveRepeat:
      maxRetransmissions: 2       # ASSUMPTION
      feedbackDelay: 5 ms         # ASSUMPTION
  processingDelay: 2 ms           # ASSUMPTION

run:
  fidelity: abstracted            # or budget
  seed: 1
`;
