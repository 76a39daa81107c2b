import { type ModelRegistry, modelRegistry } from "./model-registry.js";
import { antennaModels } from "./models/antenna.js";
import { channelModels } from "./models/channel.js";
import { fadingModels } from "./models/fading.js";
import { fecModels } from "./models/fec.js";
import { geometryModels } from "./models/geometry.js";
import { ituModels } from "./models/itu.js";
import { largeScaleModels } from "./models/large-scale.js";
import { linkModels } from "./models/link.js";
import { receiverModels } from "./models/receiver.js";
import { rfModels } from "./models/rf.js";
import { systemModels } from "./models/system.js";
import { tr38811Models } from "./models/tr38811.js";
import { tr38821Models } from "./models/tr38821.js";

/** Every model that a case file may name. */
export function validationModels(): ModelRegistry {
  return modelRegistry([
    antennaModels,
    channelModels,
    fadingModels,
    fecModels,
    geometryModels,
    ituModels,
    largeScaleModels,
    linkModels,
    receiverModels,
    rfModels,
    systemModels,
    tr38811Models,
    tr38821Models,
  ]);
}
