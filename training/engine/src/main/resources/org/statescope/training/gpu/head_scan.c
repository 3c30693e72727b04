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

#define TILE 64
#define DEEP 16

// Where the matrix of batch index z begins: chunks of a sequence are `chunk` apart, sequences
// `sequence`, and what belongs to j / divisor of the second index `step`.
#define PLACE(x)                                                                    \
  ((wide)sequence * x##_sequence + (wide)chunk * x##_chunk + (wide)(j / x##_divisor) * x##_step)

// C(i, k) (+)= Σ A(i, l) B(l, k) for every chunk and every j of `second`. Where rows, columns or
// terms are tokens, those behind the sequence's end are left out (bits 1, 2, 4 of `tokens`).
KERNEL void product_in_chunks(
    TENSOR(a), TENSOR(b), TENSOR(c), int rows_in, int columns_in, int inner_in, int tokens,
    int length, int chunks, int second, wide a_sequence, wide a_chunk, wide a_step, int a_divisor,
    wide a_row, wide a_inner, wide b_sequence, wide b_chunk, wide b_step, int b_divisor,
    wide b_inner, wide b_column, wide c_sequence, wide c_chunk, wide c_step, wide c_row, int add) {
  OPEN(a);
  OPEN(b);
  OPEN(c);
  SHARED float left[DEEP][TILE + 1];
  SHARED float right[DEEP][TILE + 1];
  int j = GROUP_Z % second;
  int chunk = GROUP_Z / second % chunks;
  int sequence = GROUP_Z / second / chunks;
  int c_divisor = 1;
  a += PLACE(a);
  b += PLACE(b);
  c += PLACE(c);
  int left_over = length - chunk * CHUNK;
  int there = left_over < CHUNK ? left_over : CHUNK;
  int rows = tokens & 1 ? there : rows_in;
  int columns = tokens & 2 ? there : columns_in;
  int inner = tokens & 4 ? there : inner_in;
  int row0 = GROUP_Y * TILE;
  int column0 = GROUP * TILE;
  int y = LANE / 16;
  int x = LANE % 16;
  float sum[4][4];
  for (int i = 0; i < 4; i++) {
    for (int k = 0; k < 4; k++) {
      sum[i][k] = 0;
    }
  }
  for (int k0 = 0; k0 < inner; k0 += DEEP) {
    for (int i = LANE; i < TILE * DEEP; i += 256) {
      int k = a_inner == 1 ? i % DEEP : i / TILE;
      int r = a_inner == 1 ? i / DEEP : i % TILE;
      int inside = k0 + k < inner && row0 + r < rows;
      left[k][r] = inside ? a[(row0 + r) * a_row + (k0 + k) * a_inner] : 0.0f;
    }
    for (int i = LANE; i < TILE * DEEP; i += 256) {
      int k = b_inner == 1 ? i % DEEP : i / TILE;
      int r = b_inner == 1 ? i / DEEP : i % TILE;
      int inside = k0 + k < inner && column0 + r < columns;
      right[k][r] = inside ? b[(k0 + k) * b_inner + (column0 + r) * b_column] : 0.0f;
    }
    BARRIER();
    for (int k = 0; k < DEEP; k++) {
      float l[4];
      float r[4];
      for (int i = 0; i < 4; i++) {
        l[i] = left[k][y + 16 * i];
        r[i] = right[k][x + 16 * i];
      }
      for (int i = 0; i < 4; i++) {
        for (int m = 0; m < 4; m++) {
          sum[i][m] += l[i] * r[m];
        }
      }
    }
    BARRIER();
  }
  for (int i = 0; i < 4; i++) {
    for (int k = 0; k < 4; k++) {
      int r = row0 + y + 16 * i;
      int q = column0 + x + 16 * k;
      if (r < rows && q < columns) {
        PUT(add, c, r * c_row + q, sum[i][k]);
      }
    }
  }
}

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

// ds and db̄ of one token and head, from the pairs (dM), from what the chunk adds
// (dweighted: gradient of exp(s_end − s_r) b̄_r u_r) and from the carried state; and the sums over
// channels of dD. A lane is one token and head. `end` gets what belongs to s_end of the chunk.
KERNEL void head_steps_gather(
    TENSOR(u), TENSOR(dy), TENSOR(cb), TENSOR(dm), TENSOR(gains), TENSOR(sums), TENSOR(carried),
    TENSOR(dweighted), TENSOR(dsum), TENSOR(dgain), TENSOR(end), TENSOR(dfeed), int length,
    int chunks, int heads, int groups, int u_stride, int dy_stride, wide count) {
  OPEN(u);
  OPEN(dy);
  OPEN(cb);
  OPEN(dm);
  OPEN(gains);
  OPEN(sums);
  OPEN(carried);
  OPEN(dweighted);
  OPEN(dsum);
  OPEN(dgain);
  OPEN(end);
  OPEN(dfeed);
  wide i = (wide)GROUP * LANES + LANE;
  if (i < count) {
    wide row = i / heads;
    int head = (int)(i % heads);
    int channels = heads * WIDTH;
    wide start = row / length * length;
    int t = (int)(row - start);
    int chunk = t / CHUNK;
    int first = chunk * CHUNK;
    int there = length - first < CHUNK ? length - first : CHUNK;
    int here = t - first;
    wide z = row / length * chunks + chunk;
    int group = head / (heads / groups);
    wide dot_at = (z * groups + group) * CHUNK * CHUNK;
    wide pair_at = (z * heads + head) * CHUNK * CHUNK;
    float s = sums[i];
    float gain = gains[i];
    float ds = 0;
    float ds_lost = 0;
    float direct = 0;
    for (int r = 0; r <= here; r++) {
      wide other = (start + first + r) * heads + head;
      float pair = dm[pair_at + here * CHUNK + r] * cb[dot_at + here * CHUNK + r] * gains[other]
          * exp(s - sums[other]);
      add_keeping(&ds, &ds_lost, pair);
    }
    for (int q = here; q < there; q++) {
      float without_gain = dm[pair_at + q * CHUNK + here] * cb[dot_at + q * CHUNK + here]
          * exp(sums[(start + first + q) * heads + head] - s);
      direct += without_gain;
      add_keeping(&ds, &ds_lost, -without_gain * gain);
    }
    float through = 0;
    float outside = 0;
    float feed = 0;
    for (int p = 0; p < WIDTH; p++) {
      int channel = head * WIDTH + p;
      float input = u[row * u_stride + channel];
      float upstream = dy[row * dy_stride + channel];
      through += dweighted[row * channels + channel] * input;
      outside += upstream * carried[row * channels + channel];
      feed += upstream * input;
    }
    float weight = exp(sums[(start + first + there - 1) * heads + head] - s);
    direct += through * weight;
    add_keeping(&ds, &ds_lost, -through * weight * gain);
    add_keeping(&ds, &ds_lost, outside * exp(s));
    dsum[i] = ds + ds_lost;
    dgain[i] = direct;
    end[i] = through * weight * gain;
    dfeed[i] = feed;
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

// dΔ of each token from ds: s_t sums Δ_r a over r ≤ t, so the gradients of later tokens of the chunk
// add up. A lane is one chunk of one head; parts of d rate, d bias and dD are per chunk.
KERNEL void head_steps_backward(
    TENSOR(rate), TENSOR(deltas), TENSOR(dsum), TENSOR(dgain), TENSOR(end), TENSOR(decay),
    TENSOR(dfeed), TENSOR(dstep), TENSOR(drate_part), TENSOR(dbias_part), TENSOR(dfeed_part),
    int length, int chunks, int heads, int step_stride, int flags, int add_step) {
  OPEN(rate);
  OPEN(deltas);
  OPEN(dsum);
  OPEN(dgain);
  OPEN(end);
  OPEN(decay);
  OPEN(dfeed);
  OPEN(dstep);
  OPEN(drate_part);
  OPEN(dbias_part);
  OPEN(dfeed_part);
  int sequence = GROUP / chunks;
  int first = GROUP % chunks * CHUNK;
  int last = first + CHUNK < length ? first + CHUNK : length;
  for (int head = LANE; head < heads; head += LANES) {
    float later = decay[(wide)GROUP * heads + head];
    float later_lost = 0;
    for (int t = first; t < last; t++) {
      add_keeping(&later, &later_lost, end[((wide)sequence * length + t) * heads + head]);
    }
    float drate = 0;
    float drate_lost = 0;
    float dbias = 0;
    float feed = 0;
    for (int t = last - 1; t >= first; t--) {
      wide row = (wide)sequence * length + t;
      wide i = row * heads + head;
      add_keeping(&later, &later_lost, dsum[i]);
      float delta = deltas[i];
      float left = state_decay(delta, rate[head]);
      float gain = input_gain(delta, rate[head]);
      add_keeping(&drate, &drate_lost, (later + later_lost) * delta);
      add_keeping(
          &drate, &drate_lost, dgain[i] * gain_by_pole(delta, rate[head], left, gain));
      float direct = dgain[i] * gain_by_step(decay_slope(delta, rate[head], left));
      float raw = (direct + (later + later_lost) * rate[head]) * step_slope(delta, flags);
      dbias += raw;
      feed += dfeed[i];
      PUT(add_step, dstep, row * step_stride + head, raw);
    }
    drate_part[(wide)GROUP * heads + head] = drate + drate_lost;
    dbias_part[(wide)GROUP * heads + head] = dbias;
    dfeed_part[(wide)GROUP * heads + head] = feed;
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
