// Matrix products in tiles of 64 × 64, 16 deep; a lane of 256 holds 4 × 4 results.
//
// C(i, j) = Σ_k A(i, k) B(k, j), with any strides, so that one kernel serves x·Wᵀ, dy·W and dyᵀ·x.
// GROUP_Z sums its own part of k, `depth` long, into its own run of c_part values.

#define TILE 64
#define DEEP 16

KERNEL void product(
    TENSOR(a), TENSOR(b), TENSOR(c), int rows, int columns, int inner, int depth, wide a_row,
    wide a_inner, wide b_inner, wide b_column, wide c_row, wide c_part, int add) {
  OPEN(a);
  OPEN(b);
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
      left[k][r] = inside ? a[(row0 + r) * a_row + (k0 + k) * a_inner] : 0.0f;
    }
    for (int i = LANE; i < TILE * DEEP; i += 256) {
      int k = b_inner == 1 ? i % DEEP : i / TILE;
      int r = b_inner == 1 ? i / DEEP : i % TILE;
      int inside = k0 + k < last && column0 + r < columns;
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
