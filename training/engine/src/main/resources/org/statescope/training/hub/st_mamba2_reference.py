"""One mixer of Mamba-2 in plain NumPy and float64, whatever parameter its rates come from and however
many groups it has: what the weights beside this file mean.

Use: python3 st_mamba2_reference.py FOLDER LAYER INPUT OUTPUT
INPUT holds (length, hidden_size) little-endian float64 values, the input of the mixer; OUTPUT gets as
many. A whole layer is x + mixer(RMSNorm(x)), a whole model as in Mamba2ForCausalLM, with the head tied.
"""
import json, os, struct, sys
import numpy as np

softplus = lambda x: np.logaddexp(0, x)
silu = lambda x: x / (1 + np.exp(-x))

def weights(path, prefix):
    with open(path, "rb") as file:
        header = json.loads(file.read(*struct.unpack("<Q", file.read(8))))
        data = file.read()
    return {name[len(prefix):]: np.frombuffer(data[slice(*t["data_offsets"])], "<f4").reshape(t["shape"]).astype(float)
            for name, t in header.items() if name.startswith(prefix)}

def rates(w):
    """a of each head: ssm_decay says which parameter it comes from."""
    if "A_log" in w:
        return -np.exp(w["A_log"])
    return -1e-3 - softplus(w["A_softplus"]) if "A_softplus" in w else w["A"]

def gains(config, delta, a):
    """What the input of a token is multiplied by, (length, heads): Delta, or (exp(Delta a) - 1)/a under zoh."""
    if config.get("ssm_discretisation", "euler") != "zoh":
        return delta
    return np.where(a == 0, delta, np.expm1(delta * a) / np.where(a == 0, 1, a))

def mixer(config, w, x):
    n, channels, taps, heads, groups = (
        config[k] for k in ("state_size", "intermediate_size", "conv_kernel", "num_heads", "n_groups"))
    z, xbc, step = np.split(x.dot(w["in_proj.weight"].T), [channels, 2 * channels + 2 * groups * n], axis=1)
    before = np.vstack([np.zeros((taps - 1, xbc.shape[1])), xbc])
    xbc = silu(w["conv1d.bias"] + sum(before[k:k + len(x)] * w["conv1d.weight"][:, 0, k] for k in range(taps)))
    u, B, C = np.split(xbc, [channels, channels + groups * n], axis=1)
    delta, a = softplus(step + w["dt_bias"]), rates(w)                        # (length, heads), (heads)
    gain = gains(config, delta, a)
    of_head = np.arange(heads) // (heads // groups)
    h, y = np.zeros((heads, channels // heads, n)), np.zeros_like(u)
    for t in range(len(x)):
        given = u[t].reshape(heads, -1)                                       # (heads, head_dim)
        Bt, Ct = (v[t].reshape(groups, n)[of_head][:, None, :] for v in (B, C))
        h = np.exp(delta[t] * a)[:, None, None] * h + (gain[t][:, None] * given)[:, :, None] * Bt
        y[t] = ((h * Ct).sum(2) + w["D"][:, None] * given).ravel()
    y = (y * silu(z)).reshape(len(x), groups, -1)                             # RMSNorm of each group
    y = y / np.sqrt((y ** 2).mean(2, keepdims=True) + config["layer_norm_epsilon"])
    return (y.reshape(len(x), channels) * w["norm.weight"]).dot(w["out_proj.weight"].T)

if __name__ == "__main__":
    folder, layer, source, target = sys.argv[1:]
    configuration = json.load(open(os.path.join(folder, "config.json")))
    given = np.fromfile(source, "<f8").reshape(-1, configuration["hidden_size"])
    named = weights(os.path.join(folder, "model.safetensors"), "backbone.layers.%s.mixer." % layer)
    mixer(configuration, named, given).astype("<f8").tofile(target)
