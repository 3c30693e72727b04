// The backward pass of a Mamba-2 recurrence, see head_scan.c.

// exp(s) dy per token and channel.
KERNEL void head_scaled_upstream(
    TENSOR(dy), TENSOR(sums), TENSOR(scaled), int heads, int dy_stride, wide count) {
  OPEN(dy);
  OPEN(sums);
  OPEN(scaled);
  wide i = (wide)GROUP * LANES + LANE;
  int channels = heads * WIDTH;
  if (i < count) {
    wide row = i / channels;
    int channel = (int)(i % channels);
    scaled[i] = dy[row * dy_stride + channel] * exp(sums[row * heads + channel / WIDTH]);
  }
}

// From dM = dy·uᵀ: d(C·Bᵀ), summed over the heads of a group. A lane is one pair of one group.
KERNEL void head_pairs_backward(
    TENSOR(dm), TENSOR(gains), TENSOR(sums), TENSOR(dcb), int length, int chunks, int heads,
    int groups, wide count) {
  OPEN(dm);
  OPEN(gains);
  OPEN(sums);
  OPEN(dcb);
  wide i = (wide)GROUP * LANES + LANE;
  if (i < count) {
    int r = (int)(i % CHUNK);
    int t = (int)(i / CHUNK % CHUNK);
    int group = (int)(i / (CHUNK * CHUNK) % groups);
    int z = (int)(i / ((wide)CHUNK * CHUNK * groups));
    int first = z % chunks * CHUNK;
    wide row = (wide)(z / chunks) * length + first;
    int group_heads = heads / groups;
    float sum = 0;
    if (r <= t && first + t < length) {
      for (int k = 0; k < group_heads; k++) {
        int head = group * group_heads + k;
        sum += dm[(((wide)z * heads + head) * CHUNK + t) * CHUNK + r]
            * gains[(row + r) * heads + head]
            * exp(sums[(row + t) * heads + head] - sums[(row + r) * heads + head]);
      }
    }
    dcb[i] = sum;
  }
}

// Backwards over the chunks: `dstates` holds the gradients of the states before each chunk from
// their read-out and gets those of what each chunk adds. `decay_part` gets d s_end of each chunk, to
// be summed over the states of a head. A lane is one state of one channel.
KERNEL void head_carry_backward(
    TENSOR(states), TENSOR(sums), TENSOR(dstates), TENSOR(decay_part), TENSOR(dinitial), int length,
    int chunks, int heads, int has_initial, int add_initial) {
  OPEN(states);
  OPEN(sums);
  OPEN(dstates);
  OPEN(decay_part);
  OPEN(dinitial);
  int per_chunk = heads * WIDTH * ORDER;
  int i = GROUP * LANES + LANE;
  if (i < per_chunk) {
    int head = i / (WIDTH * ORDER);
    float g = 0;
    for (int chunk = chunks - 1; chunk >= 0; chunk--) {
      int last = (chunk + 1) * CHUNK < length ? (chunk + 1) * CHUNK - 1 : length - 1;
      wide at = ((wide)GROUP_Y * chunks + chunk) * per_chunk + i;
      float decay = exp(sums[((wide)GROUP_Y * length + last) * heads + head]);
      float read = dstates[at];
      dstates[at] = g;
      decay_part[at] = g * states[at] * decay;
      g = decay * g + read;
    }
    if (has_initial) {
      PUT(add_initial, dinitial, (wide)GROUP_Y * per_chunk + i, g);
    }
  }
}

// d s_end of each chunk and head: the sum of its states' parts. One group of 128 lanes each.
KERNEL void head_decay_sum(TENSOR(decay_part), TENSOR(decay)) {
  OPEN(decay_part);
  OPEN(decay);
  SHARED float partial[128];
  float sum = 0;
  for (int i = LANE; i < WIDTH * ORDER; i += 128) {
    sum += decay_part[(wide)GROUP * WIDTH * ORDER + i];
  }
  partial[LANE] = sum;
  BARRIER();
  for (int reach = 64; reach > 0; reach /= 2) {
    if (LANE < reach) {
      partial[LANE] += partial[LANE + reach];
    }
    BARRIER();
  }
  if (LANE == 0) {
    decay[GROUP] = partial[0];
  }
}

// du from what the chunk adds and from D; `du` already holds Mᵀ dy.
KERNEL void head_input_backward(
    TENSOR(dy), TENSOR(gains), TENSOR(sums), TENSOR(dweighted), TENSOR(feed), TENSOR(du),
    int length, int heads, int dy_stride, int du_stride, int flags, wide count) {
  OPEN(dy);
  OPEN(gains);
  OPEN(sums);
  OPEN(dweighted);
  OPEN(feed);
  OPEN(du);
  wide i = (wide)GROUP * LANES + LANE;
  int channels = heads * WIDTH;
  if (i < count) {
    wide row = i / channels;
    int channel = (int)(i % channels);
    int head = channel / WIDTH;
    wide start = row / length * length;
    int t = (int)(row - start);
    int last = (t / CHUNK + 1) * CHUNK < length ? (t / CHUNK + 1) * CHUNK - 1 : length - 1;
    float weight = gains[row * heads + head]
        * exp(sums[(start + last) * heads + head] - sums[row * heads + head]);
    float direct =
        flags & HAS_FEED_THROUGH ? feed[head] * dy[row * dy_stride + channel] : 0.0f;
    du[row * du_stride + channel] += dweighted[i] * weight + direct;
  }
}
