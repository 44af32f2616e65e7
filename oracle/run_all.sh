#!/usr/bin/env bash
# Every check that can run with what is given; exit 1 when one fails. Sets up its environments where they are missing.
#
#   oracle/run_all.sh [--nanollama PATH] [--model FILE.gguf]... [--chat FILE.gguf] [--hf DIR] [--tokenizer DIR] [--bench]
#
# --nanollama        our program; without it only the rivals and references run
# --model            GGUF files to hold against llama.cpp (besides stories260K); --hf: the HF folder of the same weights
# --chat             a chat model to serve to the official openai client
# --tokenizer        a folder with tokenizer.json whose ids must be those of Hugging Face tokenizers (default: the --hf folder)
# --bench            the speed comparisons too (minutes)
# NANOLLAMA_TEST_DATA  the folder of real data; ORACLE_VENV, ORACLE_NODE  where the environments are (default: inside oracle/)
set -uo pipefail
here=$(cd "$(dirname "$0")" && pwd)
venv=${ORACLE_VENV:-$here/.venv}
export ORACLE_NODE=${ORACLE_NODE:-$here/node}
program=() models=() chat= hf= tokenizer= bench=
while (($#)); do
    case $1 in
        --nanollama) program=(--nanollama "$2"); shift 2 ;;
        --model) models+=("$2"); shift 2 ;;
        --chat) chat=$2; shift 2 ;;
        --hf) hf=$2; shift 2 ;;
        --tokenizer) tokenizer=$2; shift 2 ;;
        --bench) bench=1; shift ;;
        *) sed -n '2,11p' "$0" | cut -c3-; exit 2 ;;
    esac
done
tokenizer=${tokenizer:-$hf}

if [ ! -x "$venv/bin/python" ]; then
    python3 -m venv "$venv" && "$venv/bin/pip" install -q -r "$here/requirements.txt" || exit 2
fi
if [ ! -d "$ORACLE_NODE/node_modules/node-llama-cpp" ]; then
    mkdir -p "$ORACLE_NODE"
    (cp -n "$here/node/package.json" "$ORACLE_NODE/" 2>/dev/null; cd "$ORACLE_NODE" && npm install --ignore-scripts --no-audit --no-fund) || exit 2
fi

failed=()
check() {
    local name=$1
    shift
    echo "== $name"
    "$venv/bin/python" "$@" || failed+=("$name")
}

data=${NANOLLAMA_TEST_DATA:-}
check "fixtures are those of the manifest" "$here/fixtures.py"
check "gradients: torch, numpy, finite differences" "$here/torch_gradients.py" --check
if [ -n "$data" ]; then
    stories=$data/weights/stories260K
    check "float64 reference: stories260K" "$here/reference_forward.py" --stories "$stories"
    check "llama.cpp: stories260K" "$here/compare_llama_cpp.py" "$stories"/stories260K-f32.gguf "$stories"/stories260K-f16.gguf --hf "$stories" "${program[@]}"
else
    echo "== NANOLLAMA_TEST_DATA is not set: the stories260K checks are left out"
fi
if ((${#models[@]})); then
    check "llama.cpp: our models" "$here/compare_llama_cpp.py" "${models[@]}" ${hf:+--hf "$hf"} "${program[@]}"
fi
if ((${#models[@]} && ${#program[@]})); then
    check "lm-evaluation-harness through serve" "$here/lm_eval_check.py" "${models[@]}" ${hf:+--hf "$hf"} "${program[@]}"
    check "serve: clients that go away" "$here/serve_load.py" "${models[0]}" "${program[@]}" --disconnect 30
fi
if [ -n "$chat" ] && ((${#program[@]})); then
    check "the openai client" "$here/openai_client.py" "$chat" "${program[@]}"
fi
if [ -n "$hf" ] && ((${#program[@]})); then
    check "float64 reference: our HF folder" "$here/reference_forward.py" "$hf" "${program[@]}"
    check "peft: LoRA folders baked in" "$here/peft_lora.py" "$hf" "${program[@]}"
fi
if [ -n "$tokenizer" ]; then
    texts=()
    [ -n "$data" ] && texts=("$data/pretrain/books_dev_valid.txt")
    check "tokenizer: Hugging Face's ids" "$here/hf_tokenizer_check.py" "$tokenizer" "${texts[@]}" "${program[@]}"
fi
if [ -n "$bench" ]; then
    check "training beside PyTorch" "$here/train_bench.py" "${program[@]}"
    folder=$(mktemp -d)
    for dtype in f16 q8_0; do
        "$venv/bin/python" "$here/random_gguf.py" "$folder/nano-$dtype.gguf" --dtype $dtype
    done
    check "generation beside llama.cpp" "$here/generate_bench.py" "$folder"/*.gguf "${program[@]}"
    rm -r "$folder"
    ((${#models[@]} && ${#program[@]})) && check "serving beside llama.cpp" "$here/serve_load.py" "${models[0]}" "${program[@]}"
fi
if ((${#failed[@]})); then
    printf 'FAILED: %s\n' "${failed[@]}"
    exit 1
fi
echo "all checks that ran passed"
