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
//
// Where channels and sequences alone leave a device idle, a sequence is cut into `segments` of
// `segment_chunks` chunks of TOKENS each (the last may be shorter), GROUP_Z being the segment; SPLIT
// is 1 then. The kernels of canonical_split.c first find what each segment does to a state that
// enters it, and from this the state that enters each. Backwards the same, from the last segment to
// the first.

#define PRECISE 0
#include "canonical_form.c"

KERNEL void canonical_forward(
    TENSOR(u), TENSOR(step), TENSOR(bias), TENSOR(feed), TENSOR(gate), TENSOR(a), TENSOR(open),
    TENSOR(y), TENSOR(starts), INTEGERS(fault), int length, int channels, int segment_chunks,
    int u_stride, int step_stride, int gate_stride, int open_stride, int y_stride, int flags) {
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
      h[i] = IS_BEHIND_ANOTHER ? START(SEGMENT * segment_chunks, i) : 0.0f;
    }
    int end = CHUNK_END(chunks) * TOKENS;
    end = end < length ? end : length;
    for (int t = SEGMENT * segment_chunks * TOKENS; t < end; t++) {
      wide row = (wide)GROUP_Y * length + t;
      if (t % TOKENS == 0) {
        for (int i = 0; i < ORDER; i++) {
          START(t / TOKENS, i) = h[i];
        }
      }
      const GLOBAL float *here = HERE(row);
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

// Gradients of what channels share are summed over the group here and over groups and segments by
// sum_parts; those of what each channel has of its own are summed over segments only.
KERNEL void canonical_backward(
    TENSOR(u), TENSOR(step), TENSOR(bias), TENSOR(feed), TENSOR(gate), TENSOR(a), TENSOR(open),
    TENSOR(starts), TENSOR(locals), TENSOR(dy), TENSOR(du), TENSOR(dstep), TENSOR(dgate),
    TENSOR(da_part), TENSOR(dfeed_part), TENSOR(dbias_part), TENSOR(dopen_part),
    int length, int channels, int segments, int segment_chunks, int rows, int u_stride,
    int step_stride, int gate_stride, int open_stride, int y_stride, int flags, int add_u,
    int add_step, int add_gate) {
  OPEN(u);
  OPEN(step);
  OPEN(bias);
  OPEN(feed);
  OPEN(gate);
  OPEN(a);
  OPEN(open);
  OPEN(starts);
  OPEN(locals);
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
    g[i] = inside && IS_BEFORE_ANOTHER ? LOCAL(SEGMENT + 1, i) : 0.0f;
    dp[i] = 0;
    dopen[i] = 0;
  }
  wide run = (wide)GROUP_Y * segments + SEGMENT;
  for (int chunk = CHUNK_END(chunks) - 1; chunk >= SEGMENT * segment_chunks; chunk--) {
    int first = chunk * TOKENS;
    int tokens = first + TOKENS < length ? TOKENS : length - first;
    float h[(TOKENS + 1) * ORDER];
    float deltas[TOKENS];
    float divisors[TOKENS];
    if (inside) {
      for (int i = 0; i < ORDER; i++) {
        h[i] = START(chunk, i);
      }
      for (int t = 0; t < tokens; t++) {
        wide row = (wide)GROUP_Y * length + first + t;
        const GLOBAL float *here = HERE(row);
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
        const GLOBAL float *here = HERE(row);
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
          }
          v[i] = before[i] + after[i];
        }
        float delta = deltas[t];
        retreat(p, delta, threshold, divisors[t], upstream, scale, here, g, w);
        float form;
        float driven = 0;
        if (OBSERVABLE) {
          dscale += upstream * after[LAST];
          form = differentiate(p, 0.5f * delta, v, w, dp);
          for (int i = 0; i < ORDER; i++) {
            driven += w[i] * here[i];
            table[LANE][i] = delta * input * w[i];
          }
        } else {
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
        da_part[(run * channels + channel) * ORDER + i] = dp[i];
        if (STATIC) {
          dopen_part[(run * channels + channel) * ORDER + i] = dopen[i];
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
      da_part[(run * GROUPS + GROUP) * ORDER + i] = sum;
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
        dopen_part[(run * GROUPS + GROUP) * ORDER + i] = sum;
      }
    }
  }
  if (inside) {
    dfeed_part[run * channels + channel] = dfeed;
    dbias_part[run * channels + channel] = dbias;
  }
}
