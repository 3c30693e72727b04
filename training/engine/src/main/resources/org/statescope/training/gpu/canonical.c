// Recurrences of canonical forms under the bilinear rule, O(ORDER) per token and channel, no
// exponentials: (I − δA) h_t = (I + δA) h_{t−1} + Δ b u_t, y_t = c·h_t, δ = Δ/2. A lane serves one
// channel of one sequence, WIDTH channels to a group; all sums over states stay in the lane.
//
// v = h + h' solves (I − δA) v = 2h + Δ b u; h' = v − h. Backwards, with g the gradient of h',
// (I − δA)ᵀ w = g; the gradient of h is 2w − g, that of the parameters δ wᵀ(∂A)v, du = Δ bᵀw,
// db = Δ u w, dΔ = ½ wᵀAv + u bᵀw, and for large δ also wᵀ(h' − h)/Δ, which does not cancel.
//
// Constants: SCHWARZ (else companion), OBSERVABLE (the transposed system: b open and c = σ e_N; else
// b = σ e_N and c open), SHARED_A (one A for all channels), STATIC (the open vector is a parameter of
// A's shape; else each token has its own). σ = √(2g) for Schwarz forms, else 1.

#define SAFE 1e-3f
#define LAST (ORDER - 1)

#if SCHWARZ

// A has f_i above and −f_i below the diagonal and −g in its last corner; p = f_1 … f_{N−1}, g.
// Pivots d_1 = 1, d_{i+1} = 1 + (δf_i)²/d_i, and δg more in the last: at least 1 whatever δ > 0.
FUNCTION float factor(const float *p, float step, float threshold) {
  float pivot = 1.0f;
  for (int i = 0; i < LAST; i++) {
    float e = 0.5f * step * p[i];
    pivot = 1.0f + e * e / pivot;
  }
  return pivot + 0.5f * step * p[LAST];
}

FUNCTION void eliminate(const float *p, float d, float *x) {
  float inverse[ORDER];
  float pivot = 1.0f;
  for (int i = 0; i < LAST; i++) {
    float e = d * p[i];
    inverse[i] = 1.0f / pivot;
    pivot = 1.0f + e * e * inverse[i];
    x[i + 1] -= e * inverse[i] * x[i];
  }
  x[LAST] /= pivot + fabs(d) * p[LAST];
  for (int i = LAST - 1; i >= 0; i--) {
    x[i] = (x[i] + d * p[i] * x[i + 1]) * inverse[i];
  }
}

FUNCTION void solve(const float *p, float step, float threshold, float divisor, float *x) {
  eliminate(p, 0.5f * step, x);
}

// The transposed matrix has −f for f.
FUNCTION void solve_transposed(
    const float *p, float step, float threshold, float divisor, float *x) {
  eliminate(p, -0.5f * step, x);
}

// Adds δ wᵀ(∂A)v to dp; returns wᵀAv.
FUNCTION float differentiate(
    const float *p, float d, const float *w, const float *v, float *dp) {
  float form = 0;
  for (int i = 0; i < LAST; i++) {
    float turned = w[i] * v[i + 1] - w[i + 1] * v[i];
    form += turned * p[i];
    dp[i] += turned * d;
  }
  float damped = -w[LAST] * v[LAST];
  dp[LAST] += damped * d;
  return form + damped * p[LAST];
}

FUNCTION float threshold_of(const float *p) {
  return 3.402823466e38f;
}

FUNCTION float safety_of(const float *p, float step, float threshold, float divisor) {
  return divisor;
}

FUNCTION float scale_of(const float *p) {
  return sqrt(2.0f * p[LAST]);
}

#else

// A has ones above the diagonal and −a in its last row; p = a_0 … a_{N−1}. Steps above `threshold`
// = max(2, 2 a_0^{−1/N}) are eliminated downwards in powers of ε = 2/Δ, where the powers of δ of the
// upward elimination would lose all digits.
FUNCTION float factor(const float *p, float step, float threshold) {
  if (step > threshold) {
    float e = 2.0f / step;
    float horner = e + p[LAST];
    for (int i = LAST - 1; i >= 0; i--) {
      horner = horner * e + p[i];
    }
    return horner;
  }
  float d = 0.5f * step;
  float horner = p[0];
  for (int i = 1; i < ORDER; i++) {
    horner = horner * d + p[i];
  }
  return horner * d + 1.0f;
}

FUNCTION void solve(const float *p, float step, float threshold, float divisor, float *x) {
  if (step > threshold) {
    float e = 2.0f / step;
    float q = 0;
    float feedback = 0;
    for (int i = 1; i < ORDER; i++) {
      q = e * (q + x[i - 1]);
      feedback += q * p[i];
    }
    float below = (e * (x[LAST] + q) + feedback) / divisor;
    float right = x[0];
    x[0] = below;
    for (int i = 1; i < ORDER; i++) {
      below = e * (below - right);
      right = x[i];
      x[i] = below;
    }
    return;
  }
  float d = 0.5f * step;
  float s = 0;
  float feedback = 0;
  for (int i = LAST - 1; i >= 0; i--) {
    s = x[i] + d * s;
    feedback += p[i] * s;
  }
  x[LAST] = (x[LAST] - d * feedback) / divisor;
  for (int i = LAST - 1; i >= 0; i--) {
    x[i] += d * x[i + 1];
  }
}

FUNCTION void solve_transposed(
    const float *p, float step, float threshold, float divisor, float *x) {
  float top = 0;
  if (step > threshold) {
    float e = 2.0f / step;
    for (int i = LAST; i >= 0; i--) {
      top = e * (top + x[i]);
    }
    top /= divisor;
    float w = top;
    for (int i = LAST; i >= 0; i--) {
      float next = e * (w - x[i]) + p[i] * top;
      x[i] = w;
      w = next;
    }
    return;
  }
  float d = 0.5f * step;
  for (int i = 0; i < ORDER; i++) {
    top = d * top + x[i];
  }
  top /= divisor;
  float w = 0;
  for (int i = 0; i < LAST; i++) {
    w = x[i] + d * w - d * p[i] * top;
    x[i] = w;
  }
  x[LAST] = top;
}

FUNCTION float differentiate(
    const float *p, float d, const float *w, const float *v, float *dp) {
  float shifted = 0;
  float feedback = 0;
  for (int i = 0; i < ORDER; i++) {
    if (i < LAST) {
      shifted += w[i] * v[i + 1];
    }
    feedback += p[i] * v[i];
    dp[i] -= d * w[LAST] * v[i];
  }
  return shifted - w[LAST] * feedback;
}

FUNCTION float threshold_of(const float *p) {
  return fmax(2.0f, 2.0f / pow(fabs(p[0]), 1.0f / ORDER));
}

// At least 1 for a Hurwitz polynomial; p(ε)/(ε^N + |a_0|) where p(ε) divides.
FUNCTION float safety_of(const float *p, float step, float threshold, float divisor) {
  if (!(step > threshold)) {
    return divisor;
  }
  float e = 2.0f / step;
  float power = e;
  for (int i = 1; i < ORDER; i++) {
    power *= e;
  }
  return e == 0.0f ? 0.0f : divisor / (power + fabs(p[0]));
}

FUNCTION float scale_of(const float *p) {
  return 1.0f;
}

#endif

FUNCTION void take(const GLOBAL float *from, int channel, float *to) {
  for (int i = 0; i < ORDER; i++) {
    to[i] = from[(SHARED_A ? 0 : (wide)channel * ORDER) + i];
  }
}

// h ← the state after a token.
FUNCTION void advance(
    const float *p, float step, float threshold, float divisor, float drive, float scale,
    const GLOBAL float *open, float *h) {
  float x[ORDER];
  for (int i = 0; i < ORDER; i++) {
    x[i] = 2.0f * h[i] + (OBSERVABLE ? drive * open[i] : 0.0f);
  }
  if (OBSERVABLE) {
    solve_transposed(p, step, threshold, divisor, x);
  } else {
    x[LAST] += drive * scale;
    solve(p, step, threshold, divisor, x);
  }
  for (int i = 0; i < ORDER; i++) {
    h[i] = x[i] - h[i];
  }
}

FUNCTION float read_out(const float *h, float scale, const GLOBAL float *open) {
  if (OBSERVABLE) {
    return scale * h[LAST];
  }
  float sum = 0;
  for (int i = 0; i < ORDER; i++) {
    sum += h[i] * open[i];
  }
  return sum;
}

KERNEL void canonical_forward(
    TENSOR(u), TENSOR(step), TENSOR(bias), TENSOR(feed), TENSOR(gate), TENSOR(a), TENSOR(open),
    TENSOR(y), TENSOR(starts), INTEGERS(fault), int length, int channels, int u_stride,
    int step_stride, int gate_stride, int open_stride, int y_stride, int flags) {
  OPEN(u);
  OPEN(step);
  OPEN(bias);
  OPEN(feed);
  OPEN(gate);
  OPEN(a);
  OPEN(open);
  OPEN(y);
  OPEN(starts);
  OPEN(fault);
  int channel = GROUP * WIDTH + LANE;
  int chunks = (length + TOKENS - 1) / TOKENS;
  if (channel < channels) {
    float p[ORDER];
    take(a, channel, p);
    float threshold = threshold_of(p);
    float scale = scale_of(p);
    float raw_bias = flags & HAS_BIAS ? bias[channel] : 0.0f;
    float d = flags & HAS_FEED_THROUGH ? feed[channel] : 0.0f;
    float h[ORDER];
    for (int i = 0; i < ORDER; i++) {
      h[i] = 0;
    }
    for (int t = 0; t < length; t++) {
      wide row = (wide)GROUP_Y * length + t;
      if (t % TOKENS == 0) {
        wide at = ((wide)GROUP_Y * chunks + t / TOKENS) * ORDER;
        for (int i = 0; i < ORDER; i++) {
          starts[(at + i) * channels + channel] = h[i];
        }
      }
      const GLOBAL float *here =
          open + (STATIC ? (SHARED_A ? 0 : (wide)channel * ORDER) : row * open_stride);
      float input = u[row * u_stride + channel];
      float delta = step_size(step[row * step_stride + channel], raw_bias, flags);
      float divisor = factor(p, delta, threshold);
      float safety = safety_of(p, delta, threshold, divisor);
      if (!(safety >= SAFE && safety <= 3.402823466e38f)) {
        LOWER(fault, (int)(row * channels + channel));
      }
      advance(p, delta, threshold, divisor, delta * input, scale, here, h);
      float sum = d * input + read_out(h, scale, here);
      y[row * y_stride + channel] =
          flags & HAS_GATE ? sum * silu(gate[row * gate_stride + channel]) : sum;
    }
  }
}

// Gradients of what channels share are summed over the group here and over groups and sequences by
// sum_parts; those of what each channel has of its own are summed over sequences only.
KERNEL void canonical_backward(
    TENSOR(u), TENSOR(step), TENSOR(bias), TENSOR(feed), TENSOR(gate), TENSOR(a), TENSOR(open),
    TENSOR(starts), TENSOR(dy), TENSOR(du), TENSOR(dstep), TENSOR(dgate), TENSOR(da_part),
    TENSOR(dfeed_part), TENSOR(dbias_part), TENSOR(dopen_part), int length, int channels, int rows,
    int u_stride, int step_stride, int gate_stride, int open_stride, int y_stride, int flags,
    int add_u, int add_step, int add_gate) {
  OPEN(u);
  OPEN(step);
  OPEN(bias);
  OPEN(feed);
  OPEN(gate);
  OPEN(a);
  OPEN(open);
  OPEN(starts);
  OPEN(dy);
  OPEN(du);
  OPEN(dstep);
  OPEN(dgate);
  OPEN(da_part);
  OPEN(dfeed_part);
  OPEN(dbias_part);
  OPEN(dopen_part);
  SHARED float table[WIDTH][ORDER + 1];
  int channel = GROUP * WIDTH + LANE;
  int inside = channel < channels;
  int chunks = (length + TOKENS - 1) / TOKENS;
  float p[ORDER];
  take(a, inside ? channel : 0, p);
  float threshold = threshold_of(p);
  float scale = scale_of(p);
  float raw_bias = inside && (flags & HAS_BIAS) ? bias[channel] : 0.0f;
  float d = inside && (flags & HAS_FEED_THROUGH) ? feed[channel] : 0.0f;
  float g[ORDER];
  float dp[ORDER];
  float dopen[ORDER];
  float dfeed = 0;
  float dbias = 0;
  float dscale = 0;
  for (int i = 0; i < ORDER; i++) {
    g[i] = 0;
    dp[i] = 0;
    dopen[i] = 0;
  }
  for (int chunk = chunks - 1; chunk >= 0; chunk--) {
    int first = chunk * TOKENS;
    int tokens = first + TOKENS < length ? TOKENS : length - first;
    float h[(TOKENS + 1) * ORDER];
    float deltas[TOKENS];
    float divisors[TOKENS];
    if (inside) {
      wide at = ((wide)GROUP_Y * chunks + chunk) * ORDER;
      for (int i = 0; i < ORDER; i++) {
        h[i] = starts[(at + i) * channels + channel];
      }
      for (int t = 0; t < tokens; t++) {
        wide row = (wide)GROUP_Y * length + first + t;
        const GLOBAL float *here =
            open + (STATIC ? (SHARED_A ? 0 : (wide)channel * ORDER) : row * open_stride);
        for (int i = 0; i < ORDER; i++) {
          h[(t + 1) * ORDER + i] = h[t * ORDER + i];
        }
        deltas[t] = step_size(step[row * step_stride + channel], raw_bias, flags);
        divisors[t] = factor(p, deltas[t], threshold);
        advance(
            p, deltas[t], threshold, divisors[t], deltas[t] * u[row * u_stride + channel], scale,
            here, h + (t + 1) * ORDER);
      }
    }
    for (int t = tokens - 1; t >= 0; t--) {
      wide row = (wide)GROUP_Y * length + first + t;
      for (int i = 0; i < ORDER; i++) {
        table[LANE][i] = 0;
      }
      if (inside) {
        const GLOBAL float *here =
            open + (STATIC ? (SHARED_A ? 0 : (wide)channel * ORDER) : row * open_stride);
        const float *before = h + t * ORDER;
        const float *after = before + ORDER;
        float input = u[row * u_stride + channel];
        float upstream = dy[row * y_stride + channel];
        if (flags & HAS_GATE) {
          float z = gate[row * gate_stride + channel];
          float sum = d * input + read_out(after, scale, here);
          PUT(add_gate, dgate, row * gate_stride + channel, upstream * sum * silu_slope(z));
          upstream *= silu(z);
        }
        dfeed += upstream * input;
        float w[ORDER];
        float v[ORDER];
        for (int i = 0; i < ORDER; i++) {
          if (!OBSERVABLE) {
            table[LANE][i] = upstream * after[i];
            g[i] += upstream * here[i];
          }
          v[i] = before[i] + after[i];
        }
        if (OBSERVABLE) {
          g[LAST] += upstream * scale;
          dscale += upstream * after[LAST];
        }
        for (int i = 0; i < ORDER; i++) {
          w[i] = g[i];
        }
        float delta = deltas[t];
        float form;
        float driven = 0;
        if (OBSERVABLE) {
          solve(p, delta, threshold, divisors[t], w);
          form = differentiate(p, 0.5f * delta, v, w, dp);
          for (int i = 0; i < ORDER; i++) {
            driven += w[i] * here[i];
            table[LANE][i] = delta * input * w[i];
          }
        } else {
          solve_transposed(p, delta, threshold, divisors[t], w);
          form = differentiate(p, 0.5f * delta, w, v, dp);
          dscale += delta * input * w[LAST];
          driven = w[LAST] * scale;
        }
        float slope = driven * input + 0.5f * form;
        if (delta > threshold) {
          slope = 0;
          for (int i = 0; i < ORDER; i++) {
            slope += w[i] * (after[i] - before[i]);
          }
          slope /= delta;
        }
        for (int i = 0; i < ORDER; i++) {
          g[i] = 2.0f * w[i] - g[i];
        }
        float raw = slope * step_slope(delta, flags);
        dbias += raw;
        PUT(add_step, dstep, row * step_stride + channel, raw);
        PUT(add_u, du, row * u_stride + channel, driven * delta + d * upstream);
        if (STATIC) {
          for (int i = 0; i < ORDER; i++) {
            dopen[i] += table[LANE][i];
          }
        }
      }
      if (!STATIC) {
        BARRIER();
        for (int i = LANE; i < ORDER; i += WIDTH) {
          float sum = 0;
          for (int q = 0; q < WIDTH; q++) {
            sum += table[q][i];
          }
          dopen_part[((wide)GROUP * rows + row) * ORDER + i] = sum;
        }
        BARRIER();
      }
    }
  }
  if (SCHWARZ) {
    dp[LAST] += dscale / scale;
  }
  if (!SHARED_A) {
    if (inside) {
      for (int i = 0; i < ORDER; i++) {
        da_part[((wide)GROUP_Y * channels + channel) * ORDER + i] = dp[i];
        if (STATIC) {
          dopen_part[((wide)GROUP_Y * channels + channel) * ORDER + i] = dopen[i];
        }
      }
    }
  } else {
    for (int i = 0; i < ORDER; i++) {
      table[LANE][i] = inside ? dp[i] : 0.0f;
    }
    BARRIER();
    for (int i = LANE; i < ORDER; i += WIDTH) {
      float sum = 0;
      for (int q = 0; q < WIDTH; q++) {
        sum += table[q][i];
      }
      da_part[((wide)GROUP_Y * GROUPS + GROUP) * ORDER + i] = sum;
    }
    BARRIER();
    if (STATIC) {
      for (int i = 0; i < ORDER; i++) {
        table[LANE][i] = inside ? dopen[i] : 0.0f;
      }
      BARRIER();
      for (int i = LANE; i < ORDER; i += WIDTH) {
        float sum = 0;
        for (int q = 0; q < WIDTH; q++) {
          sum += table[q][i];
        }
        dopen_part[((wide)GROUP_Y * GROUPS + GROUP) * ORDER + i] = sum;
      }
    }
  }
  if (inside) {
    dfeed_part[(wide)GROUP_Y * channels + channel] = dfeed;
    dbias_part[(wide)GROUP_Y * channels + channel] = dbias;
  }
}
