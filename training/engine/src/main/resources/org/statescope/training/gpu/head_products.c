// Matrix products of a Mamba-2 recurrence, see head_scan.c.

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
