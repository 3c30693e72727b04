// The controllable companion recurrence under the bilinear rule, O(ORDER) per token and channel, no
// exponentials: (I − Δ/2 A) h_t = (I + Δ/2 A) h_{t−1} + Δ e_N u_t, y_t = C_t·h_t.
//
// A lane serves one channel of one sequence, WIDTH channels to a group. With δ = Δ/2 and ε = 1/δ:
//
// Small Δ: r_i = h_i + δ h_{i+1}, r_N = h_N − δ Σ a_{k−1} h_k + Δ u; upwards s_N = 0,
// s_i = r_i + δ s_{i+1}; h'_N = (r_N − δ Σ a_{k−1} s_k) / det, det = 1 + Σ a_{k−1} δ^{N−k+1};
// h'_i = r_i + δ h'_{i+1}.
//
// Large Δ (above `threshold` = max(2, 2 a_0^{−1/N}), where the above loses digits like δ^{N−1}): the
// unknown is v = h + h', eliminated downwards: q_1 = 0, q_{i+1} = ε (q_i + 2 h_i);
// v_1 = (ε (2 h_N + q_N) + 2u + Σ a_{i−1} q_i) / p(ε), v_{i+1} = ε (v_i − 2 h_i), h' = v − h.
//
// Backwards with g the gradient of h': (I − δA)ᵀ w = g; dh = 2w − g. Small Δ: v = h + h',
// dδ = wᵀ A v, da_{k−1} = −δ w_N v_k, du = Δ w_N. Large Δ: dΔ = wᵀ(h' − h)/Δ,
// da_i = −w_N (h'_i − h_i) for i ≥ 1, da_0 = −δ w_N v_1.

#define SAFE 1e-3f

// h ← the state after a token. Returns how safe the division was: at least 1 for a Hurwitz
// polynomial.
FUNCTION float advance(
    float *h, const GLOBAL float *a, float delta, float input, float threshold, float *divisor) {
  int last = ORDER - 1;
  if (delta > threshold) {
    float e = 2.0f / delta;
    float power = e;
    float horner = e + a[last];
    float q = 0;
    float feedback = 0;
    for (int i = 1; i < ORDER; i++) {
      q = e * (q + 2.0f * h[i - 1]);
      feedback += q * a[i];
      power *= e;
      horner = horner * e + a[last - i];
    }
    float v = (e * (2.0f * h[last] + q) + 2.0f * input + feedback) / horner;
    for (int i = 0; i < ORDER; i++) {
      float next = v - h[i];
      v = e * (next - h[i]);
      h[i] = next;
    }
    *divisor = horner;
    return e == 0.0f ? 0.0f : horner / (power + fabs(a[0]));
  }
  float d = 0.5f * delta;
  float above = h[last];
  float feedback = above * a[last];
  float right = above + delta * input;
  float s = 0;
  float horner = a[0];
  for (int i = last - 1; i >= 0; i--) {
    float now = h[i];
    float r = now + d * above;
    h[i] = r;
    s = r + d * s;
    feedback += a[i] * (now + s);
    horner = horner * d + a[last - i];
    above = now;
  }
  float det = horner * d + 1.0f;
  h[last] = (right - d * feedback) / det;
  for (int i = last - 1; i >= 0; i--) {
    h[i] += d * h[i + 1];
  }
  *divisor = det;
  return det;
}

KERNEL void companion_forward(
    TENSOR(u), TENSOR(step), TENSOR(bias), TENSOR(feed), TENSOR(gate), TENSOR(a), TENSOR(c),
    TENSOR(y), TENSOR(starts), INTEGERS(fault), int length, int channels, int u_stride,
    int step_stride, int gate_stride, int c_stride, int y_stride, int flags) {
  OPEN(u);
  OPEN(step);
  OPEN(bias);
  OPEN(feed);
  OPEN(gate);
  OPEN(a);
  OPEN(c);
  OPEN(y);
  OPEN(starts);
  OPEN(fault);
  int channel = GROUP * WIDTH + LANE;
  int chunks = (length + TOKENS - 1) / TOKENS;
  if (channel < channels) {
    float threshold = fmax(2.0f, 2.0f / pow(fabs(a[0]), 1.0f / ORDER));
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
      float input = u[row * u_stride + channel];
      float delta = step_size(step[row * step_stride + channel], raw_bias, flags);
      float divisor;
      float safety = advance(h, a, delta, input, threshold, &divisor);
      if (!(safety >= SAFE && safety <= 3.402823466e38f)) {
        LOWER(fault, (int)(row * channels + channel));
      }
      float sum = d * input;
      for (int i = 0; i < ORDER; i++) {
        sum += h[i] * c[row * c_stride + i];
      }
      y[row * y_stride + channel] =
          flags & HAS_GATE ? sum * silu(gate[row * gate_stride + channel]) : sum;
    }
  }
}

// Turns g, the gradient of the state after a token, into that of the state before it. Adds to da;
// writes dΔ and du.
FUNCTION void retreat(
    float *g, float *da, const float *before, const float *after, const GLOBAL float *a,
    float delta, float input, float threshold, float divisor, float *ddelta, float *dinput) {
  int last = ORDER - 1;
  float top = 0;
  float slope = 0;
  if (delta > threshold) {
    float e = 2.0f / delta;
    for (int i = last; i >= 0; i--) {
      top = e * (top + g[i]);
    }
    top /= divisor;
    float w = top;
    for (int i = last; i >= 0; i--) {
      float gi = g[i];
      float moved = after[i] - before[i];
      slope += w * moved;
      g[i] = 2.0f * w - gi;
      if (i < last) {
        da[i + 1] -= top * moved;
      }
      w = e * (w - gi) + a[i] * top;
    }
    da[0] -= top * 0.5f * delta * (before[0] + after[0]);
    *ddelta = slope / delta;
  } else {
    float d = 0.5f * delta;
    for (int i = 0; i < ORDER; i++) {
      top = d * top + g[i];
    }
    top /= divisor;
    float scaled = -d * top;
    float w = 0;
    float shifted = 0;
    float feedback = 0;
    for (int i = 0; i < ORDER; i++) {
      float v = before[i] + after[i];
      shifted += w * v;
      feedback += a[i] * v;
      da[i] += scaled * v;
      float gi = g[i];
      w = i == last ? top : d * w + scaled * a[i] + gi;
      g[i] = 2.0f * w - gi;
    }
    slope = shifted - top * feedback;
    *ddelta = 0.5f * slope + top * input;
  }
  *dinput = top * delta;
}

KERNEL void companion_backward(
    TENSOR(u), TENSOR(step), TENSOR(bias), TENSOR(feed), TENSOR(gate), TENSOR(a), TENSOR(c),
    TENSOR(starts), TENSOR(dy), TENSOR(du), TENSOR(dstep), TENSOR(dgate), TENSOR(da_part),
    TENSOR(dfeed_part), TENSOR(dbias_part), TENSOR(dc_part), int length, int channels, int rows,
    int u_stride, int step_stride, int gate_stride, int c_stride, int y_stride, int flags,
    int add_u, int add_step, int add_gate) {
  OPEN(u);
  OPEN(step);
  OPEN(bias);
  OPEN(feed);
  OPEN(gate);
  OPEN(a);
  OPEN(c);
  OPEN(starts);
  OPEN(dy);
  OPEN(du);
  OPEN(dstep);
  OPEN(dgate);
  OPEN(da_part);
  OPEN(dfeed_part);
  OPEN(dbias_part);
  OPEN(dc_part);
  SHARED float table[WIDTH][ORDER + 1];
  int channel = GROUP * WIDTH + LANE;
  int inside = channel < channels;
  int chunks = (length + TOKENS - 1) / TOKENS;
  float threshold = fmax(2.0f, 2.0f / pow(fabs(a[0]), 1.0f / ORDER));
  float raw_bias = inside && (flags & HAS_BIAS) ? bias[channel] : 0.0f;
  float d = inside && (flags & HAS_FEED_THROUGH) ? feed[channel] : 0.0f;
  float g[ORDER];
  float da[ORDER];
  float dfeed = 0;
  float dbias = 0;
  for (int i = 0; i < ORDER; i++) {
    g[i] = 0;
    da[i] = 0;
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
        for (int i = 0; i < ORDER; i++) {
          h[(t + 1) * ORDER + i] = h[t * ORDER + i];
        }
        deltas[t] = step_size(step[row * step_stride + channel], raw_bias, flags);
        advance(
            h + (t + 1) * ORDER, a, deltas[t], u[row * u_stride + channel], threshold,
            divisors + t);
      }
    }
    for (int t = tokens - 1; t >= 0; t--) {
      wide row = (wide)GROUP_Y * length + first + t;
      for (int i = 0; i < ORDER; i++) {
        table[LANE][i] = 0;
      }
      if (inside) {
        const float *after = h + (t + 1) * ORDER;
        float input = u[row * u_stride + channel];
        float upstream = dy[row * y_stride + channel];
        if (flags & HAS_GATE) {
          float z = gate[row * gate_stride + channel];
          float sum = d * input;
          for (int i = 0; i < ORDER; i++) {
            sum += after[i] * c[row * c_stride + i];
          }
          PUT(add_gate, dgate, row * gate_stride + channel, upstream * sum * silu_slope(z));
          upstream *= silu(z);
        }
        dfeed += upstream * input;
        for (int i = 0; i < ORDER; i++) {
          table[LANE][i] = upstream * after[i];
          g[i] += upstream * c[row * c_stride + i];
        }
        float ddelta;
        float dinput;
        retreat(
            g, da, after - ORDER, after, a, deltas[t], input, threshold, divisors[t], &ddelta,
            &dinput);
        float raw = ddelta * step_slope(deltas[t], flags);
        dbias += raw;
        PUT(add_step, dstep, row * step_stride + channel, raw);
        PUT(add_u, du, row * u_stride + channel, dinput + d * upstream);
      }
      BARRIER();
      for (int i = LANE; i < ORDER; i += WIDTH) {
        float sum = 0;
        for (int q = 0; q < WIDTH; q++) {
          sum += table[q][i];
        }
        dc_part[((wide)GROUP * rows + row) * ORDER + i] = sum;
      }
      BARRIER();
    }
  }
  for (int i = 0; i < ORDER; i++) {
    table[LANE][i] = da[i];
  }
  BARRIER();
  for (int i = LANE; i < ORDER; i += WIDTH) {
    float sum = 0;
    for (int q = 0; q < WIDTH; q++) {
      sum += table[q][i];
    }
    da_part[((wide)GROUP_Y * GROUPS + GROUP) * ORDER + i] = sum;
  }
  if (inside) {
    dfeed_part[(wide)GROUP_Y * channels + channel] = dfeed;
    dbias_part[(wide)GROUP_Y * channels + channel] = dbias;
  }
}
