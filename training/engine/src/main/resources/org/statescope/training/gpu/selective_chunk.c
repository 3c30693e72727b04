// What the kernels of the selective scan share, see selective_scan.c.

#define WIDTH (CHANNELS * ORDER)

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

