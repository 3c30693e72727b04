// The first kernels of a canonical recurrence whose sequences are cut into segments, see
// canonical.c. A segment turns the state h that enters it into Φh + end, and the gradient g of the
// state that leaves it into Φᵀg + local. `end` is found from the state 0, Φ from unit vectors.
//
// A is the same for all tokens, so Φ commutes with it. M is Φ of the transposed system: Φ itself
// where OBSERVABLE, else Φᵀ. A transposed companion matrix T has T e_j = e_{j+1}, hence
// M e_{j+1} = T M e_j: of STRIDE columns only the first is found token by token, the others by
// shifting. A lane finds a column or `end`, COLUMNS + 1 for each channel.
//
// The columns of a companion matrix's Φ grow before they decay, and cancel in Φh: in float32 that
// costs two digits at order 16. So all is calculated in double here and rounded to float32 where the
// state enters its segment. For Schwarz forms A + Aᵀ ≤ 0, no column is longer than 1 and float32
// serves; but shifting their columns would divide by f, so each is found token by token.

#define PRECISE (!SCHWARZ)
#include "canonical_form.c"

#define COLUMNS ((ORDER + STRIDE - 1) / STRIDE)

// Value i of what lane `vector` found of a segment: a column of M, or `end` where it is COLUMNS.
// Nothing is found of the last segment.
#define MOVE(segment, vector, i)                                                         \
  ((GLOBAL real *)moves)                                                                 \
      [((((wide)GROUP_Y * (segments - 1) + (segment)) * (COLUMNS + 1) + (vector)) * ORDER \
        + (i)) * channels + channel]

// x ← Mx for a single token.
FUNCTION void turn(const real *p, real step, real threshold, real divisor, real *x) {
  real v[ORDER];
  for (int i = 0; i < ORDER; i++) {
    v[i] = 2.0f * x[i];
  }
  solve_transposed(p, step, threshold, divisor, v);
  for (int i = 0; i < ORDER; i++) {
    x[i] = v[i] - x[i];
  }
}

// x ← Tx, the next column of a companion form's M.
FUNCTION void shift(const real *p, real *x) {
  real last = x[LAST];
  for (int i = LAST; i > 0; i--) {
    x[i] = x[i - 1] - p[i] * last;
  }
  x[0] = -p[0] * last;
}

// sum ← sum + Mx of a segment, or sum + Mᵀx where `transposed`.
FUNCTION void add_moved(
    GLOBAL float *moves, int channels, int channel, int segments, int segment,
    int transposed, const real *p, const real *x, real *sum) {
  real column[ORDER];
  for (int j = 0; j < ORDER; j++) {
    if (j % STRIDE == 0) {
      for (int i = 0; i < ORDER; i++) {
        column[i] = MOVE(segment, j / STRIDE, i);
      }
    } else {
      shift(p, column);
    }
    real dot = 0;
    for (int i = 0; i < ORDER; i++) {
      if (transposed) {
        dot += column[i] * x[i];
      } else {
        sum[i] += column[i] * x[j];
      }
    }
    sum[j] += dot;
  }
}

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
  int segment = GROUP_Z / (COLUMNS + 1);
  int vector = GROUP_Z % (COLUMNS + 1);
  if (channel < channels) {
    real p[ORDER];
    take(a, channel, p);
    real threshold = threshold_of(p);
    real scale = scale_of(p);
    float raw_bias = flags & HAS_BIAS ? bias[channel] : 0.0f;
    real h[ORDER];
    for (int i = 0; i < ORDER; i++) {
      h[i] = vector < COLUMNS && i == vector * STRIDE ? 1.0f : 0.0f;
    }
    int first = segment * segment_chunks * TOKENS;
    for (int t = first; t < first + segment_chunks * TOKENS; t++) {
      wide row = (wide)GROUP_Y * length + t;
      real delta = step_size(step[row * step_stride + channel], raw_bias, flags);
      real divisor = factor(p, delta, threshold);
      if (vector < COLUMNS) {
        turn(p, delta, threshold, divisor, h);
      } else {
        real drive = delta * u[row * u_stride + channel];
        advance(p, delta, threshold, divisor, drive, scale, HERE(row), h);
      }
    }
    for (int i = 0; i < ORDER; i++) {
      MOVE(segment, vector, i) = h[i];
    }
  }
}

// Walks along the segments and leaves, as the start of each but the first, the state that enters it.
KERNEL void canonical_carry(
    TENSOR(a), TENSOR(moves), TENSOR(starts), int channels, int chunks, int segments,
    int segment_chunks) {
  OPEN(a);
  OPEN(moves);
  OPEN(starts);
  int channel = GROUP * WIDTH + LANE;
  if (channel < channels) {
    real p[ORDER];
    take(a, channel, p);
    real h[ORDER];
    for (int i = 0; i < ORDER; i++) {
      h[i] = 0;
    }
    for (int segment = 0; segment < segments - 1; segment++) {
      real next[ORDER];
      for (int i = 0; i < ORDER; i++) {
        next[i] = MOVE(segment, COLUMNS, i);
      }
      add_moved(moves, channels, channel, segments, segment, !OBSERVABLE, p, h, next);
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
    real p[ORDER];
    take(a, channel, p);
    real threshold = threshold_of(p);
    real scale = scale_of(p);
    float raw_bias = flags & HAS_BIAS ? bias[channel] : 0.0f;
    real g[ORDER];
    real w[ORDER];
    for (int i = 0; i < ORDER; i++) {
      g[i] = 0;
    }
    int t = (segment + 1) * segment_chunks * TOKENS;
    for (t = (t < length ? t : length) - 1; t >= segment * segment_chunks * TOKENS; t--) {
      wide row = (wide)GROUP_Y * length + t;
      real delta = step_size(step[row * step_stride + channel], raw_bias, flags);
      real divisor = factor(p, delta, threshold);
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
    TENSOR(a), TENSOR(moves), TENSOR(locals), int channels, int segments) {
  OPEN(a);
  OPEN(moves);
  OPEN(locals);
  int channel = GROUP * WIDTH + LANE;
  if (channel < channels) {
    real p[ORDER];
    take(a, channel, p);
    real g[ORDER];
    for (int i = 0; i < ORDER; i++) {
      g[i] = LOCAL(segments - 1, i);
    }
    for (int segment = segments - 2; segment > 0; segment--) {
      real next[ORDER];
      for (int i = 0; i < ORDER; i++) {
        next[i] = LOCAL(segment, i);
      }
      add_moved(moves, channels, channel, segments, segment, OBSERVABLE, p, g, next);
      for (int i = 0; i < ORDER; i++) {
        g[i] = next[i];
        LOCAL(segment, i) = g[i];
      }
    }
  }
}
