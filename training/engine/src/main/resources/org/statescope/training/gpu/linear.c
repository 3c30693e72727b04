// Matrix products in tiles of 64 × 64, 16 deep; a lane of 256 holds 4 × 4 results.
//
// C(i, j) = Σ_k A(i, k) B(k, j), with any strides, so that one kernel serves x·Wᵀ, dy·W and dyᵀ·x.
// GROUP_Z sums its own part of k, `depth` long, into its own run of c_part values.

// With BF16, A and B are bfloat16 values; the sums are float32 all the same.

#define TILE 64
#define DEEP 16

#if BF16
#define FACTOR(x) HALVES(x)
#define OPEN_FACTOR(x) OPEN_HALVES(x)
#define VALUE(x) FROM_BITS((unsigned int)(x) << 16)
#else
#define FACTOR(x) TENSOR(x)
#define OPEN_FACTOR(x) OPEN(x)
#define VALUE(x) (x)
#endif

// To the nearest bfloat16, halfway cases to the even one; what is not a number stays none.
FUNCTION unsigned short nearest_half(float x) {
  unsigned int bits = BITS(x);
  unsigned int rounded = (bits + 0x7fffu + ((bits >> 16) & 1u)) >> 16;
  return (unsigned short)((bits & 0x7fffffffu) > 0x7f800000u ? (bits >> 16) | 0x40u : rounded);
}

// Rows of `columns` values, `stride` apart, into dense rows of bfloat16 values.
KERNEL void to_halves(TENSOR(x), HALVES(y), wide count, int columns, wide stride) {
  OPEN(x);
  OPEN_HALVES(y);
  wide i = (wide)GROUP * LANES + LANE;
  if (i < count) {
    y[i] = nearest_half(x[i / columns * stride + i % columns]);
  }
}

KERNEL void product(
    FACTOR(a), FACTOR(b), TENSOR(c), int rows, int columns, int inner, int depth, wide a_row,
    wide a_inner, wide b_inner, wide b_column, wide c_row, wide c_part, int add) {
  OPEN_FACTOR(a);
  OPEN_FACTOR(b);
  OPEN(c);
  SHARED float left[DEEP][TILE + 1];
  SHARED float right[DEEP][TILE + 1];
  int row0 = GROUP_Y * TILE;
  int column0 = GROUP * TILE;
  int first = GROUP_Z * depth;
  int last = first + depth < inner ? first + depth : inner;
  int y = LANE / 16;
  int x = LANE % 16;
  float sum[4][4];
  for (int i = 0; i < 4; i++) {
    for (int j = 0; j < 4; j++) {
      sum[i][j] = 0;
    }
  }
  for (int k0 = first; k0 < last; k0 += DEEP) {
    for (int i = LANE; i < TILE * DEEP; i += 256) {
      // Neighbouring lanes read neighbouring values: along k where k is dense, else along the rows.
      int k = a_inner == 1 ? i % DEEP : i / TILE;
      int r = a_inner == 1 ? i / DEEP : i % TILE;
      int inside = k0 + k < last && row0 + r < rows;
      left[k][r] = inside ? VALUE(a[(row0 + r) * a_row + (k0 + k) * a_inner]) : 0.0f;
    }
    for (int i = LANE; i < TILE * DEEP; i += 256) {
      int k = b_inner == 1 ? i % DEEP : i / TILE;
      int r = b_inner == 1 ? i / DEEP : i % TILE;
      int inside = k0 + k < last && column0 + r < columns;
      right[k][r] = inside ? VALUE(b[(k0 + k) * b_inner + (column0 + r) * b_column]) : 0.0f;
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
        for (int j = 0; j < 4; j++) {
          sum[i][j] += l[i] * r[j];
        }
      }
    }
    BARRIER();
  }
  for (int i = 0; i < 4; i++) {
    for (int j = 0; j < 4; j++) {
      int r = row0 + y + 16 * i;
      int q = column0 + x + 16 * j;
      if (r < rows && q < columns) {
        PUT(add, c, GROUP_Z * c_part + r * c_row + q, sum[i][j]);
      }
    }
  }
}
