// What the kernels of the selective scan share, see selective_scan.c.

#define WIDTH (CHANNELS * ORDER)

// Which channel and state the lane serves: `mine` counts the channels of its group, which begin at
// `from`; those of its team end before `end`. A lane behind that runs along and leaves nothing.
#define LANE_PLACE()                                                       \
  int mine = LANE / ORDER;                                                 \
  int n = LANE % ORDER;                                                    \
  int team = GROUP / team_groups;                                          \
  int from = team * team_channels + GROUP % team_groups * CHANNELS;        \
  int end = (team + 1) * team_channels;                                    \
  int channel = from + mine;                                               \
  float an = channel < end ? a[(wide)channel * ORDER + n] : 0.0f

// The state after a token.
FUNCTION float advance(float h, float delta, float an, float drive) {
  return state_decay(delta, an) * h + input_gain(delta, an) * drive;
}

// Δ and u of a chunk; 0 behind the end of the sequence or of the channels, where nothing happens
// then: exp(0) = 1, 0·u = 0.
#define LOAD_CHUNK()                                                                            \
  for (int i = LANE; i < TOKENS * CHANNELS; i += WIDTH) {                                       \
    int t = i / CHANNELS;                                                                       \
    int q = i % CHANNELS;                                                                       \
    int at = from + q;                                                                          \
    int inside = first + t < length && at < end;                                                \
    wide row = (wide)GROUP_Y * length + first + t;                                              \
    deltas[t][q] = inside ? step_size(step[row * step_stride + at],                             \
                                flags & HAS_BIAS ? bias[at] : 0.0f, flags)                      \
                          : 0.0f;                                                               \
    inputs[t][q] = inside ? u[row * u_stride + at] : 0.0f;                                      \
  }

// Of the state before a chunk.
#define START_PLACE(chunk) ((((wide)GROUP_Y * chunks + (chunk)) * channels + channel) * ORDER + n)

// Of what is kept for a segment.
#define BORDER_PLACE(segment) \
  ((((wide)GROUP_Y * segments + (segment)) * channels + channel) * ORDER + n)

