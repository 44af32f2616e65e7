// node-llama-cpp's prebuilt llama.cpp for linux-x64, loaded from the folder ORACLE_NODE (default: this one) after `npm install` there.
import path from "node:path";
import {fileURLToPath, pathToFileURL} from "node:url";

export async function open(modelPath, {threads, context, batch}) {
    const root = process.env.ORACLE_NODE ?? path.dirname(fileURLToPath(import.meta.url));
    const entry = path.join(root, "node_modules/node-llama-cpp/dist/index.js");
    const {getLlama, LlamaLogLevel, getModuleVersion} = await import(pathToFileURL(entry).href);
    const llama = await getLlama({gpu: false, build: "never", skipDownload: true, logLevel: LlamaLogLevel.error, maxThreads: threads});
    const model = await llama.loadModel({modelPath, gpuLayers: 0});
    return {llama, model, version: `node-llama-cpp ${await getModuleVersion()} (llama.cpp ${llama.llamaCppRelease.release})`,
        sequence: async (exact) => {
            // exact: f32 KV cache, no flash attention, so that only the file's own dtype can differ.
            const kv = exact ? {experimentalKvCacheKeyType: "F32", experimentalKvCacheValueType: "F32", flashAttention: false} : {};
            const made = await model.createContext({contextSize: context, batchSize: batch ?? context, threads: {ideal: threads, min: threads}, ...kv});
            return {context: made, sequence: made.getSequence()};
        }};
}

/** {flag: value} of `--flag value` arguments and the rest as `_`. */
export function parse(argv) {
    const flags = {_: []};
    for (let i = 0; i < argv.length; i++)
        if (argv[i].startsWith("--")) flags[argv[i].slice(2)] = argv[++i];
        else flags._.push(argv[i]);
    return flags;
}
