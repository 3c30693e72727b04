// The gradients of Δ, its rate and its bias in a Mamba-2 recurrence, see head_scan.c.

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
