// The first kernels of a canonical recurrence whose sequences are cut into segments, see
// canonical.c. A segment turns the state h that enters it into Φh + end: lanes find the columns of Φ
// from the unit vectors and `end` from zero, ORDER + 1 for each channel, which is ORDER + 1 times
// the work of the recurrence. So it is for devices that are mostly idle. Backwards Φᵀ is known.
//
// For Schwarz forms only: A + Aᵀ ≤ 0, so no column of Φ is longer than 1. Those of a companion matrix
// grow before they decay and cancel in Φh, which in float32 costs two digits at order 16.

#include "canonical_form.c"

// Value i of column `vector` of a segment's Φ, of its `end` where `vector` is ORDER.
#define MOVE(segment, vector, i)                                                     \
  moves[((((wide)GROUP_Y * segments + (segment)) * (ORDER + 1) + (vector)) * ORDER + (i)) \
            * channels                                                               \
        + channel]

// Of every segment but the last.
KERNEL void canonical_moves(
    TENSOR(u), TENSOR(step), TENSOR(bias), TENSOR(a), TENSOR(open), TENSOR(moves), int length,
    int channels, int segments, int segment_chunks, int u_stride, int step_stride,
    int open_stride, int flags) {
  OPEN(u);
  OPEN(step);
  OPEN(bias);
  OPEN(a);
  OPEN(open);
  OPEN(moves);
  int channel = GROUP * WIDTH + LANE;
  int segment = GROUP_Z / (ORDER + 1);
  int vector = GROUP_Z % (ORDER + 1);
  if (channel < channels) {
    float p[ORDER];
    take(a, channel, p);
    float threshold = threshold_of(p);
    float scale = scale_of(p);
    float raw_bias = flags & HAS_BIAS ? bias[channel] : 0.0f;
    float h[ORDER];
    for (int i = 0; i < ORDER; i++) {
      h[i] = i == vector ? 1.0f : 0.0f;
    }
    int first = segment * segment_chunks * TOKENS;
    for (int t = first; t < first + segment_chunks * TOKENS; t++) {
      wide row = (wide)GROUP_Y * length + t;
      float delta = step_size(step[row * step_stride + channel], raw_bias, flags);
      float input = vector == ORDER ? u[row * u_stride + channel] : 0.0f;
      float divisor = factor(p, delta, threshold);
      advance(p, delta, threshold, divisor, delta * input, scale, HERE(row), h);
    }
    for (int i = 0; i < ORDER; i++) {
      MOVE(segment, vector, i) = h[i];
    }
  }
}

// Walks along the segments and leaves, as the start of each but the first, the state that enters it.
KERNEL void canonical_carry(
    TENSOR(moves), TENSOR(starts), int channels, int chunks, int segments, int segment_chunks) {
  OPEN(moves);
  OPEN(starts);
  int channel = GROUP * WIDTH + LANE;
  if (channel < channels) {
    float h[ORDER];
    for (int i = 0; i < ORDER; i++) {
      h[i] = 0;
    }
    for (int segment = 0; segment < segments - 1; segment++) {
      float next[ORDER];
      for (int i = 0; i < ORDER; i++) {
        next[i] = MOVE(segment, ORDER, i);
      }
      for (int j = 0; j < ORDER; j++) {
        for (int i = 0; i < ORDER; i++) {
          next[i] += MOVE(segment, j, i) * h[j];
        }
      }
      for (int i = 0; i < ORDER; i++) {
        h[i] = next[i];
        START((segment + 1) * segment_chunks, i) = h[i];
      }
    }
  }
}

// The gradient of the state that enters a segment where none comes from behind it; of every segment
// but the first.
KERNEL void canonical_locals(
    TENSOR(step), TENSOR(bias), TENSOR(gate), TENSOR(a), TENSOR(open), TENSOR(dy), TENSOR(locals),
    int length, int channels, int segments, int segment_chunks, int step_stride, int gate_stride,
    int open_stride, int y_stride, int flags) {
  OPEN(step);
  OPEN(bias);
  OPEN(gate);
  OPEN(a);
  OPEN(open);
  OPEN(dy);
  OPEN(locals);
  int channel = GROUP * WIDTH + LANE;
  int segment = GROUP_Z + 1;
  if (channel < channels) {
    float p[ORDER];
    take(a, channel, p);
    float threshold = threshold_of(p);
    float scale = scale_of(p);
    float raw_bias = flags & HAS_BIAS ? bias[channel] : 0.0f;
    float g[ORDER];
    float w[ORDER];
    for (int i = 0; i < ORDER; i++) {
      g[i] = 0;
    }
    int t = (segment + 1) * segment_chunks * TOKENS;
    for (t = (t < length ? t : length) - 1; t >= segment * segment_chunks * TOKENS; t--) {
      wide row = (wide)GROUP_Y * length + t;
      float delta = step_size(step[row * step_stride + channel], raw_bias, flags);
      float divisor = factor(p, delta, threshold);
      float upstream = dy[row * y_stride + channel];
      upstream *= flags & HAS_GATE ? silu(gate[row * gate_stride + channel]) : 1.0f;
      retreat(p, delta, threshold, divisor, upstream, scale, HERE(row), g, w);
    }
    for (int i = 0; i < ORDER; i++) {
      LOCAL(segment, i) = g[i];
    }
  }
}

// Adds what comes from behind.
KERNEL void canonical_adjoint_carry(
    TENSOR(moves), TENSOR(locals), int channels, int segments) {
  OPEN(moves);
  OPEN(locals);
  int channel = GROUP * WIDTH + LANE;
  if (channel < channels) {
    float g[ORDER];
    for (int i = 0; i < ORDER; i++) {
      g[i] = LOCAL(segments - 1, i);
    }
    for (int segment = segments - 2; segment > 0; segment--) {
      float next[ORDER];
      for (int j = 0; j < ORDER; j++) {
        next[j] = LOCAL(segment, j);
        for (int i = 0; i < ORDER; i++) {
          next[j] += MOVE(segment, j, i) * g[i];
        }
      }
      for (int i = 0; i < ORDER; i++) {
        g[i] = next[i];
        LOCAL(segment, i) = g[i];
      }
    }
  }
}
