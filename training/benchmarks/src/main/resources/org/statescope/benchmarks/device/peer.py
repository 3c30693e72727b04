"""Trains Hugging Face's Mamba or Mamba-2 of given sizes on the first CUDA device (else the processor)
and prints one line of JSON per mode, eager and compiled. Argument: a JSON file of sizes."""

import json
import statistics
import sys
import time

import torch
import transformers

WARMUP = 3
REPEATS = 10


def model_of(sizes):
    common = dict(
        vocab_size=sizes["vocabulary"],
        hidden_size=sizes["width"],
        state_size=sizes["order"],
        num_hidden_layers=sizes["layers"],
        expand=sizes["channels"] // sizes["width"],
        conv_kernel=sizes["taps"],
        tie_word_embeddings=True,
        use_cache=False,
    )
    if sizes["structure"] == "mamba":
        config = transformers.MambaConfig(time_step_rank=sizes["step_rank"], **common)
        return transformers.MambaForCausalLM(config)
    config = transformers.Mamba2Config(
        num_heads=sizes["channels"] // sizes["head_width"],
        head_dim=sizes["head_width"],
        n_groups=sizes["groups"],
        chunk_size=sizes["chunk"],
        **common,
    )
    return transformers.Mamba2ForCausalLM(config)


def seconds_per_step(model, sizes, device):
    optimizer = torch.optim.AdamW(model.parameters(), lr=1e-3, weight_decay=0.1)
    shape = (sizes["batch"], sizes["length"] + 1)
    tokens = torch.randint(sizes["vocabulary"], shape, device=device)
    inputs, targets = tokens[:, :-1].contiguous(), tokens[:, 1:].contiguous()
    rounded = sizes["precision"] == "bf16"

    def step():
        with torch.autocast(device.type, torch.bfloat16, enabled=rounded):
            logits = model(inputs).logits
        loss = torch.nn.functional.cross_entropy(
            logits.float().view(-1, logits.shape[-1]), targets.view(-1)
        )
        optimizer.zero_grad()
        loss.backward()
        torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimizer.step()
        if device.type == "cuda":
            torch.cuda.synchronize()

    for _ in range(WARMUP):
        step()
    times = []
    for _ in range(REPEATS):
        begin = time.perf_counter()
        step()
        times.append(time.perf_counter() - begin)
    return statistics.median(times)


def main():
    with open(sys.argv[1], encoding="utf-8") as file:
        sizes = json.load(file)
    device = torch.device("cuda" if torch.cuda.is_available() else "cpu")
    torch.backends.cuda.matmul.allow_tf32 = sizes["precision"] == "tf32"
    for mode in ("eager", "compile"):
        line = {
            "preset": sizes["preset"],
            "batch": sizes["batch"],
            "length": sizes["length"],
            "mode": mode,
            "precision": sizes["precision"],
            "device": torch.cuda.get_device_name(0) if device.type == "cuda" else "cpu",
            "torch": torch.__version__,
            "transformers": transformers.__version__,
        }
        try:
            torch.manual_seed(1)
            model = model_of(sizes).to(device).train()
            seconds = seconds_per_step(
                torch.compile(model) if mode == "compile" else model, sizes, device
            )
            line["step_ms"] = round(seconds * 1e3, 3)
            line["tokens_per_second"] = round(sizes["batch"] * sizes["length"] / seconds)
        except Exception as failure:  # a peer that fails is a result of its own
            line["failed"] = f"{type(failure).__name__}: {str(failure).splitlines()[:1]}"
        print(json.dumps(line), flush=True)
        model = None
        if device.type == "cuda":
            torch.cuda.empty_cache()


main()
