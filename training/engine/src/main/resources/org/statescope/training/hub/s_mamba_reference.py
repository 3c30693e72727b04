"""One mixer of an S-Mamba model in plain NumPy and float64: what the weights beside this file mean.

Use: python3 s_mamba_reference.py FOLDER LAYER INPUT OUTPUT
INPUT holds (length, hidden_size) little-endian float64 values, the input of the mixer; OUTPUT gets as
many. A whole layer is x + mixer(RMSNorm(x)), a whole model as in MambaForCausalLM.
"""
import json, os, struct, sys
import numpy as np

softplus = lambda x: np.logaddexp(0, x)
silu = lambda x: x / (1 + np.exp(-x))
positive = lambda x: softplus(x) + 1e-6

def weights(path, prefix):
    with open(path, "rb") as file:
        header = json.loads(file.read(*struct.unpack("<Q", file.read(8))))
        data = file.read()
    return {name[len(prefix):]: np.frombuffer(data[slice(*t["data_offsets"])], "<f4").reshape(t["shape"]).astype(float)
            for name, t in header.items() if name.startswith(prefix)}

def hurwitz(factors):
    """a_0 .. a_(N-1) of the product of s^2 + 2 zeta omega s + omega^2, times s + sigma for an odd N."""
    p = np.ones(1)
    for pair in np.split(positive(factors), range(2, len(factors), 2)):
        p = np.convolve(p, [1, pair[0]] if len(pair) == 1 else [1, 2 * pair[0] * pair[1], pair[1] ** 2])
    return p[:0:-1]

def state_matrix(config, w):
    """A (systems, N, N) of the controllable form, and the last entry of the fixed end (systems)."""
    n = config["state_size"]
    i = np.arange(n - 1)
    if "A_schwarz" in w:
        fg = positive(w["A_schwarz"].reshape(-1, n))
        A = np.zeros((len(fg), n, n))
        A[:, i, i + 1], A[:, i + 1, i], A[:, -1, -1] = fg[:, :-1], -fg[:, :-1], -fg[:, -1]
        return A, np.sqrt(2 * fg[:, -1])
    if "A_factors" in w:
        a = np.array([hurwitz(f) for f in w["A_factors"].reshape(-1, n)])
    else:
        a = w["A_coefficients"].reshape(-1, n)
    A = np.zeros((len(a), n, n))
    A[:, i, i + 1] = 1
    A[:, -1] = -a
    return A, np.ones(len(a))

def diagonal_step(rule, a, delta, h, driven):
    """h (channels, N) one token on, where A is diagonal and `driven` is u B."""
    if rule == "bilinear":
        return ((1 + delta / 2 * a) * h + delta * driven) / (1 - delta / 2 * a)
    return np.exp(delta * a) * h + (np.expm1(delta * a) / a if rule == "zoh" else delta) * driven

def mixer(config, w, x):
    n, channels, taps, rank = (config[k] for k in ("state_size", "intermediate_size", "conv_kernel", "time_step_rank"))
    observable = config["model_type"] in ("so-mamba", "routh-schwarz-dual")
    diagonal = "A_log" in w
    if not diagonal:
        A, end = state_matrix(config, w)
        A = A.transpose(0, 2, 1) if observable else A
        fixed = end[:, None] * np.eye(n)[-1]
    u, z = np.split(x.dot(w["in_proj.weight"].T), 2, axis=1)                  # (length, channels)
    before = np.vstack([np.zeros((taps - 1, channels)), u])
    u = silu(w["conv1d.bias"] + sum(before[k:k + len(x)] * w["conv1d.weight"][:, 0, k] for k in range(taps)))
    selection = u.dot(w["x_proj.weight"].T)                                   # (length, rank [+ N [+ N]])
    delta = softplus(selection[:, :rank].dot(w["dt_proj.weight"].T) + w["dt_proj.bias"])
    h, y = np.zeros((channels, n)), np.zeros_like(u)
    for t in range(len(x)):
        if diagonal:
            B, C = np.split(selection[t, rank:], 2)
            h = diagonal_step(config["ssm_discretisation"], -np.exp(w["A_log"]), delta[t][:, None], h, u[t][:, None] * B)
            y[t] = h.dot(C) + w["D"] * u[t]
            continue                                                          # the others: bilinear rule
        given = w["B" if observable else "C"].reshape(-1, n) if config["ssm_readout"] == "static" else selection[t, rank:]
        B, C = (given, fixed) if observable else (fixed, given)
        half = delta[t][:, None, None] / 2 * A                                # (channels, N, N)
        right = h + (half * h[:, None, :]).sum(2) + (delta[t] * u[t])[:, None] * B
        h = np.linalg.solve(np.eye(n) - half, right[:, :, None])[:, :, 0]     # (channels, N)
        y[t] = (h * C).sum(1) + w["D"] * u[t]
    return (y * silu(z)).dot(w["out_proj.weight"].T)

if __name__ == "__main__":
    folder, layer, source, target = sys.argv[1:]
    configuration = json.load(open(os.path.join(folder, "config.json")))
    given = np.fromfile(source, "<f8").reshape(-1, configuration["hidden_size"])
    named = weights(os.path.join(folder, "model.safetensors"), "backbone.layers.%s.mixer." % layer)
    mixer(configuration, named, given).astype("<f8").tofile(target)
