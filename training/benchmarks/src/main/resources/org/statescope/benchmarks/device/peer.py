"""Trains Hugging Face's Mamba or Mamba-2 from the weights and tokens of a training step of ours.

Usage: peer.py rates DEVICE PRECISION
       peer.py eager|compile DEVICE SIZES.json STEP.safetensors SECONDS

Prints one JSON object a line. A time is measured only after the model has found the loss and the gradient norm
that the step's file holds, within TOLERANCES. A step is what ours is: a whole batch that lies on the device
already, forward, loss of every token, backward, clipping at 1, AdamW; float32 weights, and under bf16 autocast.
Where a batch does not fit, half of it is taken, and so on. The device is waited for before and after a run of
steps, not between them."""

import gc
import importlib.util
import json
import sys
import time

import torch

# Of the loss and of the gradient norm, relative to ours.
TOLERANCES = {"float32": (1e-4, 1e-3), "tf32": (5e-4, 5e-3), "bf16": (2e-3, 2e-2)}
WARMUP = 2
MOST = 20
CLIP = 1.0
SIDE = {"cuda": 8192, "cpu": 512}


def say(**fields):
    print(json.dumps(fields), flush=True)


def synchronize(device):
    if device.type == "cuda":
        torch.cuda.synchronize(device)


def seconds_of(work, device, repeats):
    for _ in range(WARMUP):
        work()
    synchronize(device)
    begin = time.perf_counter()
    for _ in range(repeats):
        work()
    synchronize(device)
    return (time.perf_counter() - begin) / repeats


def rates(device, precision):
    side = SIDE[device.type]
    kind = torch.bfloat16 if precision == "bf16" else torch.float32
    left, right = (torch.randn(side, side, device=device, dtype=kind) for _ in range(2))
    product = 2 * side**3 / seconds_of(lambda: left @ right, device, 10)
    source = torch.randn(8 * side * side, device=device)
    target = torch.empty_like(source)
    copy = 2 * source.nbytes / seconds_of(lambda: target.copy_(source), device, 10)
    say(row="torch rates", torch=torch.__version__, products_tflops=product / 1e12, copy_gbs=copy / 1e9, side=side)


def model_of(sizes, weights):
    import transformers

    common = dict(
        vocab_size=sizes["vocabulary"],
        hidden_size=sizes["width"],
        state_size=sizes["order"],
        num_hidden_layers=sizes["layers"],
        expand=sizes["channels"] // sizes["width"],
        conv_kernel=sizes["taps"],
        layer_norm_epsilon=sizes["epsilon"],
        tie_word_embeddings=True,
        use_cache=False,
        pad_token_id=None,
        bos_token_id=None,
        eos_token_id=None,
    )
    if sizes["structure"] == "mamba":
        model = transformers.MambaForCausalLM(transformers.MambaConfig(time_step_rank=sizes["step_rank"], **common))
    else:
        config = transformers.Mamba2Config(
            num_heads=sizes["channels"] // sizes["head_width"],
            head_dim=sizes["head_width"],
            n_groups=sizes["groups"],
            chunk_size=sizes["chunk"],
            **common,
        )
        model = transformers.Mamba2ForCausalLM(config)
    # Before 5 that library leaves a tied Mamba-2 untied when it is made anew.
    model.lm_head.weight = model.backbone.embeddings.weight
    report = model.load_state_dict(weights, strict=False)
    if report.unexpected_keys or set(report.missing_keys) - {"lm_head.weight"}:
        raise ValueError(f"the weights do not fit: {report}")
    return model, transformers.__version__


def path_of(model, sizes, mode, device):
    """Which of the library's ways through the recurrence is taken, in words."""
    fused = all(importlib.util.find_spec(package) for package in ("mamba_ssm", "causal_conv1d"))
    if fused and device.type == "cuda":
        return "fused kernels of mamba-ssm"
    if sizes["structure"] == "mamba2":
        return "chunks in PyTorch"
    if mode == "compile" and getattr(model.config, "use_associative_scan", False):
        return "associative scan in PyTorch"
    return "token by token in PyTorch"


class Training:
    def __init__(self, model, sizes, tokens, device):
        self.model, self.sizes, self.device = model, sizes, device
        self.inputs = tokens[:, :-1].contiguous().to(device)
        self.targets = tokens[:, 1:].contiguous().to(device)
        self.batch = len(tokens)
        kind = dict(fused=True) if device.type == "cuda" else dict(foreach=True)
        self.optimizer = torch.optim.AdamW(
            model.parameters(), lr=sizes["rate"], betas=(0.9, 0.95), eps=1e-8, weight_decay=0.1, **kind
        )

    def loss(self, first, count):
        rounded = self.sizes["precision"] == "bf16"
        with torch.autocast(self.device.type, torch.bfloat16, enabled=rounded):
            logits = self.model(self.inputs[first : first + count]).logits
        targets = self.targets[first : first + count]
        return torch.nn.functional.cross_entropy(logits.float().flatten(0, 1), targets.flatten())

    def found(self):
        """Loss and gradient norm of the whole batch, in parts that fit."""
        self.optimizer.zero_grad(set_to_none=True)
        total = 0.0
        for first in range(0, len(self.inputs), self.batch):
            part = self.loss(first, self.batch) * (self.batch / len(self.inputs))
            part.backward()
            total += part.item()
        return total, torch.nn.utils.clip_grad_norm_(self.model.parameters(), CLIP, foreach=True).item()

    def step(self):
        self.optimizer.zero_grad(set_to_none=True)
        self.loss(0, self.batch).backward()
        torch.nn.utils.clip_grad_norm_(self.model.parameters(), CLIP, foreach=True)
        self.optimizer.step()

    def halve_until_it_fits(self, work):
        while True:
            try:
                return work()
            except torch.cuda.OutOfMemoryError:
                if self.batch == 1:
                    raise
            self.batch //= 2
            self.optimizer.zero_grad(set_to_none=True)
            gc.collect()
            torch.cuda.empty_cache()

    def timed(self, until):
        """Seconds of a step and how many were measured, within the time there is."""
        first = self.run(1)  # AdamW makes its moments here
        left = until - time.perf_counter()
        if 2 * first > left:
            return first, 1
        for _ in range(min(WARMUP, int(left / first / 4))):
            first = self.run(1)
        left = until - time.perf_counter()
        count = max(1, min(MOST, int(0.8 * left / first)))
        return self.run(count), count

    def run(self, count):
        synchronize(self.device)
        begin = time.perf_counter()
        for _ in range(count):
            self.step()
        synchronize(self.device)
        return (time.perf_counter() - begin) / count


def train(mode, device, sizes_file, step_file, seconds):
    from safetensors.torch import load_file

    until = time.perf_counter() + float(seconds)
    with open(sizes_file, encoding="utf-8") as file:
        sizes = json.load(file)
    weights = load_file(step_file)
    tokens = weights.pop("benchmark.tokens")
    expected = weights.pop("benchmark.result").tolist()
    sizes["epsilon"], sizes["rate"] = weights.pop("benchmark.settings").tolist()
    torch.manual_seed(1)
    model, version = model_of(sizes, weights)
    model = model.to(device).train()
    line = dict(
        row=f"{sizes['preset']} {sizes['length']} transformers {mode}",
        preset=sizes["preset"],
        length=sizes["length"],
        mode=mode,
        precision=sizes["precision"],
        torch=torch.__version__,
        transformers=version,
        path=path_of(model, sizes, mode, device),
    )
    training = Training(torch.compile(model) if mode == "compile" else model, sizes, tokens, device)
    begin = time.perf_counter()
    found = training.halve_until_it_fits(training.found)
    line["first_s"] = time.perf_counter() - begin
    allowed = TOLERANCES[sizes["precision"]]
    line["loss_difference"], line["norm_difference"] = (abs(f / e - 1) for f, e in zip(found, expected))
    line["allowed"] = list(allowed)
    if not (line["loss_difference"] <= allowed[0] and line["norm_difference"] <= allowed[1]):
        say(**line, failed=f"not measured: it finds loss and gradient norm {found}, ours are {expected}")
        return
    step, count = training.halve_until_it_fits(lambda: training.timed(until))
    line.update(batch=training.batch, steps=count, step_ms=1e3 * step)
    line["tokens_s"] = training.batch * sizes["length"] / step
    if device.type == "cuda":
        line["peak_mib"] = torch.cuda.max_memory_allocated(device) / 2**20
    say(**line)


def main():
    mode, device, precision = sys.argv[1], torch.device(sys.argv[2]), sys.argv[3]
    if mode != "rates":
        with open(precision, encoding="utf-8") as file:
            precision = json.load(file)["precision"]
    torch.backends.cuda.matmul.allow_tf32 = torch.backends.cudnn.allow_tf32 = precision == "tf32"
    try:
        rates(device, precision) if mode == "rates" else train(mode, device, *sys.argv[3:])
    except Exception as failure:  # a peer that fails is a result of its own
        sentence = f"{type(failure).__name__}: {str(failure).strip()}".splitlines()[0]
        say(row=" ".join(["peer", mode, sys.argv[3].rsplit("/")[-1]]), failed=sentence[:300])


main()
