import { existsSync, readdirSync } from "node:fs";
import { constants } from "node:os";
import { join } from "node:path";
import { openGpuAdapter } from "../../../kernels/gpu/gpu-adapter.js";

/** Where Debian and others put Chromium, whose SwiftShader is a Vulkan driver in software. */
const chromiumFolders = ["/usr/lib/chromium", "/usr/lib/chromium-browser", "/opt/google/chrome"];
const driverFolders = ["/usr/share/vulkan/icd.d", "/etc/vulkan/icd.d"];
/** RTLD_NODELETE of glibc: the library stays though Node.js finds it no addon and closes it. */
const keepLoaded = 0x1000;

/**
 * Shows WebGPU the software driver of Chromium, where the machine's own Vulkan drivers give no adapter and the
 * environment names none. The Vulkan loader that lies beside it is loaded by hand, since a process that runs no longer
 * changes its search path for libraries; its children find it by theirs.
 */
export async function offerSoftwareAdapter(): Promise<void> {
  const { VK_ICD_FILENAMES, VK_DRIVER_FILES } = process.env;
  if (VK_ICD_FILENAMES || VK_DRIVER_FILES || process.platform !== "linux" || (await hasOwnAdapter())) return;
  const folder = chromiumFolders.find((each) => existsSync(join(each, "vk_swiftshader_icd.json")));
  if (folder === undefined) return;
  process.env.VK_ICD_FILENAMES = join(folder, "vk_swiftshader_icd.json");
  const loader = join(folder, "libvulkan.so.1");
  if (!existsSync(loader)) return;
  process.env.LD_LIBRARY_PATH = [folder, process.env.LD_LIBRARY_PATH].filter(Boolean).join(":");
  try {
    process.dlopen({ exports: {} }, loader, constants.dlopen.RTLD_NOW | keepLoaded);
  } catch (error) {
    // A library that is no addon is loaded all the same; where it is not, no adapter answers and the tests say so.
    if (!/self-register/.test(String(error))) throw error;
  }
}

async function hasOwnAdapter(): Promise<boolean> {
  if (!driverFolders.some((folder) => existsSync(folder) && readdirSync(folder).length > 0)) return false;
  const { adapter } = await openGpuAdapter();
  await adapter?.close();
  return adapter !== undefined;
}
