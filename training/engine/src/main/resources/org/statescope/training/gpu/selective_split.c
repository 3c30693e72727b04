// The first kernels of a selective scan whose sequences are cut into segments, see selective_scan.c.
// A state that enters a segment leaves it as decay·h + end, where `end` is reached from zero.

#include "selective_chunk.c"

// Of every segment but the last.
KERNEL void selective_ends(
    TENSOR(u), TENSOR(step), TENSOR(bias), TENSOR(a), TENSOR(b), TENSOR(ends), TENSOR(decays),
    int length, int channels, int team_channels, int team_groups, int segments,
    int segment_chunks, int u_stride, int step_stride, int b_stride, int flags) {
  OPEN(u);
  OPEN(step);
  OPEN(bias);
  OPEN(a);
  OPEN(b);
  OPEN(ends);
  OPEN(decays);
  SHARED float deltas[TOKENS][CHANNELS];
  SHARED float inputs[TOKENS][CHANNELS];
  LANE_PLACE();
  float h = 0;
  float product = 1;
  for (int i = 0; i < segment_chunks; i++) {
    int first = (GROUP_Z * segment_chunks + i) * TOKENS;
    LOAD_CHUNK();
    BARRIER();
    for (int t = 0; t < TOKENS; t++) {
      wide row = (wide)GROUP_Y * length + first + t;
      float delta = deltas[t][mine];
      float decay = state_decay(delta, an);
      h = decay * h
          + input_gain(delta, an) * inputs[t][mine] * b[row * b_stride + team * ORDER + n];
      product *= decay;
    }
    BARRIER();
  }
  if (channel < end) {
    ends[BORDER_PLACE(GROUP_Z)] = h;
    decays[BORDER_PLACE(GROUP_Z)] = product;
  }
}

// Walks along the ends of the segments and leaves, as the start of each but the first, the state that
// enters it. A lane serves a state of a channel.
KERNEL void selective_carry(
    TENSOR(ends), TENSOR(decays), TENSOR(starts), int channels, int chunks, int segments,
    int segment_chunks) {
  OPEN(ends);
  OPEN(decays);
  OPEN(starts);
  wide states = (wide)channels * ORDER;
  wide state = (wide)GROUP * LANES + LANE;
  if (state < states) {
    float h = 0;
    for (int segment = 0; segment < segments - 1; segment++) {
      wide at = ((wide)GROUP_Y * segments + segment) * states + state;
      h = decays[at] * h + ends[at];
      starts[((wide)GROUP_Y * chunks + (segment + 1) * segment_chunks) * states + state] = h;
    }
  }
}

// The same backwards; the gradient of the state that leaves a segment takes the place of the end of
// the one behind it.
KERNEL void selective_adjoint_carry(TENSOR(ends), TENSOR(decays), int channels, int segments) {
  OPEN(ends);
  OPEN(decays);
  wide states = (wide)channels * ORDER;
  wide state = (wide)GROUP * LANES + LANE;
  if (state < states) {
    float g = 0;
    for (int segment = segments - 1; segment > 0; segment--) {
      wide at = ((wide)GROUP_Y * segments + segment) * states + state;
      g = decays[at] * g + ends[at];
      ends[at] = g;
    }
  }
}

// Of every segment but the first: what it does to the gradient of the state that leaves it.
KERNEL void selective_adjoint_ends(
    TENSOR(step), TENSOR(bias), TENSOR(gate), TENSOR(a), TENSOR(c), TENSOR(dy), TENSOR(ends),
    TENSOR(decays), int length, int channels, int team_channels, int team_groups, int segments,
    int segment_chunks, int step_stride, int gate_stride, int c_stride, int y_stride, int flags) {
  OPEN(step);
  OPEN(bias);
  OPEN(gate);
  OPEN(a);
  OPEN(c);
  OPEN(dy);
  OPEN(ends);
  OPEN(decays);
  SHARED float deltas[TOKENS][CHANNELS];
  SHARED float upstream[TOKENS][CHANNELS];
  int chunks = (length + TOKENS - 1) / TOKENS;
  LANE_PLACE();
  int segment = GROUP_Z + 1;
  int chunk = (segment + 1) * segment_chunks;
  float g = 0;
  float product = 1;
  for (chunk = chunk < chunks ? chunk : chunks; chunk > segment * segment_chunks; chunk--) {
    int first = (chunk - 1) * TOKENS;
    for (int i = LANE; i < TOKENS * CHANNELS; i += WIDTH) {
      int t = i / CHANNELS;
      int q = i % CHANNELS;
      int at = from + q;
      wide row = (wide)GROUP_Y * length + first + t;
      int inside = first + t < length && at < end;
      float value = 0;
      float delta = 0;
      if (inside) {
        delta = step_size(
            step[row * step_stride + at], flags & HAS_BIAS ? bias[at] : 0.0f, flags);
        value = dy[row * y_stride + at];
        value *= flags & HAS_GATE ? silu(gate[row * gate_stride + at]) : 1.0f;
      }
      deltas[t][q] = delta;
      upstream[t][q] = value;
    }
    BARRIER();
    for (int t = TOKENS - 1; t >= 0; t--) {
      if (first + t < length) {
        wide row = (wide)GROUP_Y * length + first + t;
        float decay = state_decay(deltas[t][mine], an);
        g = decay * (g + upstream[t][mine] * c[row * c_stride + team * ORDER + n]);
        product *= decay;
      }
    }
    BARRIER();
  }
  if (channel < end) {
    ends[BORDER_PLACE(segment)] = g;
    decays[BORDER_PLACE(segment)] = product;
  }
}
