// The recurrence of Mamba-2 (state space duality, arXiv 2405.21060) in chunks of CHUNK tokens:
// h_t = exp(Δ_t a) h_{t−1} + b̄_t u_t B_tᵀ, y_t = C_t·h_t + D u_t for heads of WIDTH channels and
// ORDER states. With s_t = Σ_{r≤t} Δ_r a inside a chunk:
//
//   M_tr = C_t·B_r exp(s_t − s_r) b̄_r for r ≤ t       pairs, (CHUNK, CHUNK) per chunk and head
//   K    = Σ_r exp(s_end − s_r) b̄_r u_r B_rᵀ          what the chunk adds, (WIDTH, ORDER)
//   y    = M u + exp(s) C H + D u                     H: the state before the chunk
//
// The sums over tokens, states and channels are matrix products (`product_in_chunks`); the kernels
// between them scale. Pairs with r > t are left out before the exponential.

#include "head_products.c"

// Δ, b̄ and s per token and head. A lane is one chunk of one head: GROUP the chunk of all sequences.
KERNEL void head_steps(
    TENSOR(step), TENSOR(bias), TENSOR(rate), TENSOR(deltas), TENSOR(gains), TENSOR(sums),
    int length, int chunks,
    int heads, int step_stride, int flags) {
  OPEN(step);
  OPEN(bias);
  OPEN(rate);
  OPEN(deltas);
  OPEN(gains);
  OPEN(sums);
  int sequence = GROUP / chunks;
  int first = GROUP % chunks * CHUNK;
  int last = first + CHUNK < length ? first + CHUNK : length;
  for (int head = LANE; head < heads; head += LANES) {
    float sum = 0;
    for (int t = first; t < last; t++) {
      wide row = (wide)sequence * length + t;
      float delta = step_size(
          step[row * step_stride + head], flags & HAS_BIAS ? bias[head] : 0.0f, flags);
      sum += delta * rate[head];
      deltas[row * heads + head] = delta;
      gains[row * heads + head] = input_gain(delta, rate[head]);
      sums[row * heads + head] = sum;
    }
  }
}

// M from C·Bᵀ. A lane is one pair: i counts (chunk of all sequences, head, t, r).
KERNEL void head_pairs(
    TENSOR(cb), TENSOR(gains), TENSOR(sums), TENSOR(m), int length, int chunks, int heads,
    int groups, wide count) {
  OPEN(cb);
  OPEN(gains);
  OPEN(sums);
  OPEN(m);
  wide i = (wide)GROUP * LANES + LANE;
  if (i < count) {
    int r = (int)(i % CHUNK);
    int t = (int)(i / CHUNK % CHUNK);
    int head = (int)(i / (CHUNK * CHUNK) % heads);
    int z = (int)(i / ((wide)CHUNK * CHUNK * heads));
    int first = z % chunks * CHUNK;
    wide row = (wide)(z / chunks) * length + first;
    float value = 0;
    if (r <= t && first + t < length) {
      int group = head / (heads / groups);
      float dot = cb[(((wide)z * groups + group) * CHUNK + t) * CHUNK + r];
      value = dot * gains[(row + r) * heads + head]
          * exp(sums[(row + t) * heads + head] - sums[(row + r) * heads + head]);
    }
    m[i] = value;
  }
}

// exp(s_end − s_r) b̄_r u_r per token and channel.
KERNEL void head_weighted(
    TENSOR(u), TENSOR(gains), TENSOR(sums), TENSOR(weighted), int length, int heads, int u_stride,
    wide count) {
  OPEN(u);
  OPEN(gains);
  OPEN(sums);
  OPEN(weighted);
  wide i = (wide)GROUP * LANES + LANE;
  int channels = heads * WIDTH;
  if (i < count) {
    wide row = i / channels;
    int channel = (int)(i % channels);
    int head = channel / WIDTH;
    wide start = row / length * length;
    int t = (int)(row - start);
    int last = (t / CHUNK + 1) * CHUNK < length ? (t / CHUNK + 1) * CHUNK - 1 : length - 1;
    weighted[i] = u[row * u_stride + channel] * gains[row * heads + head]
        * exp(sums[(start + last) * heads + head] - sums[row * heads + head]);
  }
}

// Runs over the chunks: K of a chunk becomes the state before it. A lane is one state of one
// channel; GROUP_Y the sequence. `finals` gets the state behind the last token.
KERNEL void head_carry(
    TENSOR(states), TENSOR(sums), TENSOR(initial), TENSOR(finals), int length, int chunks,
    int heads, int has_initial) {
  OPEN(states);
  OPEN(sums);
  OPEN(initial);
  OPEN(finals);
  int per_chunk = heads * WIDTH * ORDER;
  int i = GROUP * LANES + LANE;
  if (i < per_chunk) {
    int head = i / (WIDTH * ORDER);
    float h = has_initial ? initial[(wide)GROUP_Y * per_chunk + i] : 0.0f;
    for (int chunk = 0; chunk < chunks; chunk++) {
      int last = (chunk + 1) * CHUNK < length ? (chunk + 1) * CHUNK - 1 : length - 1;
      wide at = ((wide)GROUP_Y * chunks + chunk) * per_chunk + i;
      float added = states[at];
      states[at] = h;
      h = exp(sums[((wide)GROUP_Y * length + last) * heads + head]) * h + added;
    }
    finals[(wide)GROUP_Y * per_chunk + i] = h;
  }
}

// y += exp(s) carried + D u, where `carried` is C H.
KERNEL void head_finish(
    TENSOR(u), TENSOR(sums), TENSOR(carried), TENSOR(feed), TENSOR(y), int heads, int u_stride,
    int y_stride, int flags, wide count) {
  OPEN(u);
  OPEN(sums);
  OPEN(carried);
  OPEN(feed);
  OPEN(y);
  wide i = (wide)GROUP * LANES + LANE;
  int channels = heads * WIDTH;
  if (i < count) {
    wide row = i / channels;
    int channel = (int)(i % channels);
    int head = channel / WIDTH;
    float direct = flags & HAS_FEED_THROUGH ? feed[head] * u[row * u_stride + channel] : 0.0f;
    y[row * y_stride + channel] += exp(sums[row * heads + head]) * carried[i] + direct;
  }
}

#include "head_backward.c"
#include "head_steps.c"
