// The selective scan of Mamba (arXiv 2312.00752): h_t = ā_t ⊙ h_{t−1} + b̄_t ⊙ B_t u_t, y_t = C_t·h_t,
// where ā and b̄ come from Δ and A by the RULE.
//
// A group serves CHANNELS channels of one sequence with ORDER lanes each, so a lane keeps one state
// in a register; u, Δ, B, C, z are read once and y is written once. Tokens come in chunks of TOKENS:
// within a chunk the lanes run on alone, and the sums over states wait for its end. The forward pass
// keeps the state before each chunk, from which the backward pass computes the chunk again; memory
// therefore does not grow with length × order. The channels are divided into equal teams, each with
// B and C of its own; a group serves channels of one team.
//
// Where channels and sequences alone do not fill a device, a sequence is cut into `segments` of
// `segment_chunks` chunks each (the last may be shorter), GROUP_Z being the segment; SPLIT is 1
// then. The kernels of selective_split.c first find what each segment does to a state that enters
// it, and from this the state that enters each. Backwards the same, from the last segment to the
// first.

#include "selective_chunk.c"

KERNEL void selective_forward(
    TENSOR(u), TENSOR(step), TENSOR(bias), TENSOR(feed), TENSOR(gate), TENSOR(a), TENSOR(b),
    TENSOR(c), TENSOR(y), TENSOR(starts), int length, int channels, int team_channels,
    int team_groups, int segment_chunks, int u_stride, int step_stride, int gate_stride,
    int b_stride, int c_stride, int y_stride, int flags) {
  OPEN(u);
  OPEN(step);
  OPEN(bias);
  OPEN(feed);
  OPEN(gate);
  OPEN(a);
  OPEN(b);
  OPEN(c);
  OPEN(y);
  OPEN(starts);
  SHARED float deltas[TOKENS][CHANNELS];
  SHARED float inputs[TOKENS][CHANNELS];
  SHARED float products[TOKENS][WIDTH + 1];
  int chunks = (length + TOKENS - 1) / TOKENS;
  LANE_PLACE();
  float h = channel < end && IS_BEHIND_ANOTHER
      ? starts[START_PLACE(SEGMENT * segment_chunks)]
      : 0.0f;
  for (int chunk = SEGMENT * segment_chunks; chunk < CHUNK_END(chunks); chunk++) {
    int first = chunk * TOKENS;
    if (channel < end) {
      starts[START_PLACE(chunk)] = h;
    }
    LOAD_CHUNK();
    BARRIER();
    for (int t = 0; t < TOKENS; t++) {
      if (first + t < length) {
        wide row = (wide)GROUP_Y * length + first + t;
        h = advance(
            h, deltas[t][mine], an, inputs[t][mine] * b[row * b_stride + team * ORDER + n]);
        products[t][LANE] = h * c[row * c_stride + team * ORDER + n];
      }
    }
    BARRIER();
    for (int i = LANE; i < TOKENS * CHANNELS; i += WIDTH) {
      int t = i / CHANNELS;
      int q = i % CHANNELS;
      int at = from + q;
      if (first + t < length && at < end) {
        wide row = (wide)GROUP_Y * length + first + t;
        float sum = flags & HAS_FEED_THROUGH ? feed[at] * inputs[t][q] : 0.0f;
        for (int k = 0; k < ORDER; k++) {
          sum += products[t][q * ORDER + k];
        }
        y[row * y_stride + at] =
            flags & HAS_GATE ? sum * silu(gate[row * gate_stride + at]) : sum;
      }
    }
    BARRIER();
  }
}

// Sums over tokens go to one run per segment (dA, dD, d bias), sums over channels to one run per
// group of a team (dB, dC); sum_parts adds the runs.
KERNEL void selective_backward(
    TENSOR(u), TENSOR(step), TENSOR(bias), TENSOR(feed), TENSOR(gate), TENSOR(a), TENSOR(b),
    TENSOR(c), TENSOR(starts), TENSOR(ends), TENSOR(dy), TENSOR(du), TENSOR(dstep),
    TENSOR(dgate), TENSOR(da_part), TENSOR(dfeed_part), TENSOR(dbias_part), TENSOR(db_part),
    TENSOR(dc_part), int length, int channels, int teams, int team_channels, int team_groups,
    int segments, int segment_chunks, int rows, int u_stride, int step_stride, int gate_stride,
    int b_stride, int c_stride, int y_stride, int flags, int add_u, int add_step, int add_gate) {
  OPEN(u);
  OPEN(step);
  OPEN(bias);
  OPEN(feed);
  OPEN(gate);
  OPEN(a);
  OPEN(b);
  OPEN(c);
  OPEN(starts);
  OPEN(ends);
  OPEN(dy);
  OPEN(du);
  OPEN(dstep);
  OPEN(dgate);
  OPEN(da_part);
  OPEN(dfeed_part);
  OPEN(dbias_part);
  OPEN(db_part);
  OPEN(dc_part);
  SHARED float deltas[TOKENS][CHANNELS];
  SHARED float inputs[TOKENS][CHANNELS];
  SHARED float upstream[TOKENS][CHANNELS];
  SHARED float one[TOKENS][WIDTH + 1];
  SHARED float two[TOKENS][WIDTH + 1];
  int chunks = (length + TOKENS - 1) / TOKENS;
  LANE_PLACE();
  float g = channel < end && IS_BEFORE_ANOTHER ? ends[BORDER_PLACE(SEGMENT + 1)] : 0.0f;
  wide run = (wide)GROUP_Y * segments + SEGMENT;
  float da = 0;
  // A lane's places i = LANE + k WIDTH all lie in the channel LANE % CHANNELS.
  float dfeed = 0;
  float dbias = 0;
  for (int chunk = CHUNK_END(chunks) - 1; chunk >= SEGMENT * segment_chunks; chunk--) {
    int first = chunk * TOKENS;
    LOAD_CHUNK();
    BARRIER();
    float h[TOKENS + 1];
    float dc[TOKENS];
    float db[TOKENS];
    h[0] = channel < end ? starts[START_PLACE(chunk)] : 0.0f;
    for (int t = 0; t < TOKENS; t++) {
      h[t + 1] = h[t];
      if (first + t < length) {
        wide row = (wide)GROUP_Y * length + first + t;
        h[t + 1] = advance(
            h[t], deltas[t][mine], an, inputs[t][mine] * b[row * b_stride + team * ORDER + n]);
        one[t][LANE] = h[t + 1] * c[row * c_stride + team * ORDER + n];
      }
    }
    BARRIER();
    for (int i = LANE; i < TOKENS * CHANNELS; i += WIDTH) {
      int t = i / CHANNELS;
      int q = i % CHANNELS;
      int at = from + q;
      float value = 0;
      if (first + t < length && at < end) {
        wide row = (wide)GROUP_Y * length + first + t;
        value = dy[row * y_stride + at];
        if (flags & HAS_GATE) {
          float z = gate[row * gate_stride + at];
          float sum = flags & HAS_FEED_THROUGH ? feed[at] * inputs[t][q] : 0.0f;
          for (int k = 0; k < ORDER; k++) {
            sum += one[t][q * ORDER + k];
          }
          PUT(add_gate, dgate, row * gate_stride + at, value * sum * silu_slope(z));
          value *= silu(z);
        }
        dfeed += value * inputs[t][q];
      }
      upstream[t][q] = value;
    }
    BARRIER();
    for (int t = TOKENS - 1; t >= 0; t--) {
      wide row = (wide)GROUP_Y * length + first + t;
      int inside = first + t < length;
      float bn = inside ? b[row * b_stride + team * ORDER + n] : 0.0f;
      float cn = inside ? c[row * c_stride + team * ORDER + n] : 0.0f;
      float delta = deltas[t][mine];
      float input = inputs[t][mine];
      float dyt = upstream[t][mine];
      g += dyt * cn;
      float decay = state_decay(delta, an);
      float gain = input_gain(delta, an);
      float slope = decay_slope(delta, an, decay);
      float through = g * slope * h[t];
      float ofgain = g * input * bn;
      da += through * delta + ofgain * gain_by_pole(delta, an, decay, gain);
      one[t][LANE] = through * an + ofgain * gain_by_step(slope);
      two[t][LANE] = g * gain * bn;
      dc[t] = dyt * h[t + 1];
      db[t] = g * gain * input;
      g *= decay;
    }
    BARRIER();
    for (int i = LANE; i < TOKENS * CHANNELS; i += WIDTH) {
      int t = i / CHANNELS;
      int q = i % CHANNELS;
      int at = from + q;
      if (first + t < length && at < end) {
        wide row = (wide)GROUP_Y * length + first + t;
        float ddelta = 0;
        float dinput = 0;
        for (int k = 0; k < ORDER; k++) {
          ddelta += one[t][q * ORDER + k];
          dinput += two[t][q * ORDER + k];
        }
        float delta = deltas[t][q];
        float raw = ddelta * step_slope(delta, flags);
        dbias += raw;
        PUT(add_step, dstep, row * step_stride + at, raw);
        float direct = flags & HAS_FEED_THROUGH ? feed[at] * upstream[t][q] : 0.0f;
        PUT(add_u, du, row * u_stride + at, dinput + direct);
      }
    }
    BARRIER();
    for (int t = 0; t < TOKENS; t++) {
      one[t][LANE] = dc[t];
      two[t][LANE] = db[t];
    }
    BARRIER();
    for (int i = LANE; i < TOKENS * ORDER; i += WIDTH) {
      int t = i / ORDER;
      int k = i % ORDER;
      if (first + t < length) {
        float sum_c = 0;
        float sum_b = 0;
        for (int q = 0; q < CHANNELS; q++) {
          sum_c += one[t][q * ORDER + k];
          sum_b += two[t][q * ORDER + k];
        }
        wide row = (wide)GROUP_Y * length + first + t;
        wide part = (wide)(GROUP % team_groups) * rows + row;
        dc_part[(part * teams + team) * ORDER + k] = sum_c;
        db_part[(part * teams + team) * ORDER + k] = sum_b;
      }
    }
    BARRIER();
  }
  if (channel < end) {
    da_part[(run * channels + channel) * ORDER + n] = da;
  }
  one[0][LANE] = dfeed;
  two[0][LANE] = dbias;
  BARRIER();
  int at = from + LANE;
  if (LANE < CHANNELS && at < end) {
    float sum_feed = 0;
    float sum_bias = 0;
    for (int k = 0; k < ORDER; k++) {
      sum_feed += one[0][k * CHANNELS + LANE];
      sum_bias += two[0][k * CHANNELS + LANE];
    }
    dfeed_part[run * channels + at] = sum_feed;
    dbias_part[run * channels + at] = sum_bias;
  }
}
