// In cuBLAS's place: plain loops over columns, queued in the handle's stream.
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "stand_in.h"

enum { SUCCESS = 0, NOT_INITIALIZED = 1, ALLOC_FAILED = 3, INVALID_VALUE = 7, EXECUTION_FAILED = 13, NOT_SUPPORTED = 15 };
enum { NOT_TRANSPOSED = 0, TRANSPOSED = 1 };
enum { REAL_32F = 0, REAL_16BF = 14 };
enum { COMPUTE_32F = 68, COMPUTE_32F_PEDANTIC = 69, COMPUTE_32F_FAST_TF32 = 77 };

typedef struct {
  CUcontext context;
  CUstream stream;
  bool has_workspace;
  bool destroyed;
} Handle;

typedef struct {
  bool transposed;
  int type;
  int leading;
} Factor;

// C = one · op(A) · op(B) + kept · C, `rows × columns`, for each of `count` triples of matrices.
typedef struct {
  CUstream stream;
  Factor a;
  Factor b;
  int rows;
  int columns;
  int inner;
  int c_leading;
  int compute;
  float one;
  float kept;
  int count;
  bool listed;  // the addresses are those of lists of addresses on the device
  CUdeviceptr a_at;
  CUdeviceptr b_at;
  CUdeviceptr c_at;
} Product;

EXPORT const char *cublasGetStatusName(int status) {
  switch (status) {
    case NOT_INITIALIZED:
      return "CUBLAS_STATUS_NOT_INITIALIZED";
    case ALLOC_FAILED:
      return "CUBLAS_STATUS_ALLOC_FAILED";
    case INVALID_VALUE:
      return "CUBLAS_STATUS_INVALID_VALUE";
    case EXECUTION_FAILED:
      return "CUBLAS_STATUS_EXECUTION_FAILED";
    case NOT_SUPPORTED:
      return "CUBLAS_STATUS_NOT_SUPPORTED";
    default:
      return "CUBLAS_STATUS_SUCCESS";
  }
}

EXPORT int cublasCreate_v2(Handle **handle) {
  CUcontext context = present_context();
  if (context == NULL || context->destroyed || context->fault != CUDA_SUCCESS) {
    return NOT_INITIALIZED;
  }
  *handle = calloc(1, sizeof(Handle));
  (*handle)->context = context;
  return SUCCESS;
}

static int check(const Handle *handle) {
  if (handle == NULL || handle->destroyed) {
    broken(CUDA_SUCCESS, "a handle of cuBLAS that is not open");
    return NOT_INITIALIZED;
  }
  if (handle->context != present_context()) {
    broken(CUDA_SUCCESS, "cuBLAS in a thread with another context");
    return EXECUTION_FAILED;
  }
  return SUCCESS;
}

EXPORT int cublasDestroy_v2(Handle *handle) {
  if (check(handle) != SUCCESS) {
    return NOT_INITIALIZED;
  }
  handle->destroyed = true;
  return SUCCESS;
}

EXPORT int cublasSetStream_v2(Handle *handle, CUstream stream) {
  int status = check(handle);
  if (status == SUCCESS) {
    handle->stream = stream;
    handle->has_workspace = false;
  }
  return status;
}

EXPORT int cublasSetWorkspace_v2(Handle *handle, void *workspace, size_t bytes) {
  int status = check(handle);
  if (status != SUCCESS) {
    return status;
  }
  if ((CUdeviceptr)workspace % 256 != 0
      || device_place(handle->stream, (CUdeviceptr)workspace, bytes, "a workspace") == NULL) {
    return INVALID_VALUE;
  }
  handle->has_workspace = true;
  return SUCCESS;
}

static float of_bits(uint32_t bits) {
  float value;
  memcpy(&value, &bits, sizeof value);
  return value;
}

// A value of a factor as the product takes it: TF32 keeps 10 bits behind the point.
static float value_of(const void *values, int type, size_t index, int compute) {
  if (type == REAL_16BF) {
    return of_bits((uint32_t)((const uint16_t *)values)[index] << 16);
  }
  float value = ((const float *)values)[index];
  if (compute != COMPUTE_32F_FAST_TF32 || !isfinite(value)) {
    return value;
  }
  uint32_t bits;
  memcpy(&bits, &value, sizeof bits);
  return of_bits((bits + 0x1000) & 0xFFFFE000);
}

static size_t bytes_of(int type, int rows, int columns, int leading) {
  return ((size_t)(columns - 1) * leading + rows) * (type == REAL_16BF ? 2 : 4);
}

static CUresult multiply(const Product *p, CUdeviceptr a_at, CUdeviceptr b_at, CUdeviceptr c_at) {
  int m = p->rows;
  int n = p->columns;
  int k = p->inner;
  const Factor *a = &p->a;
  const Factor *b = &p->b;
  const void *as = device_place(
      p->stream, a_at, bytes_of(a->type, a->transposed ? k : m, a->transposed ? m : k, a->leading), "cuBLAS");
  const void *bs = device_place(
      p->stream, b_at, bytes_of(b->type, b->transposed ? n : k, b->transposed ? k : n, b->leading), "cuBLAS");
  float *c = device_place(p->stream, c_at, bytes_of(REAL_32F, m, n, p->c_leading), "cuBLAS");
  if (as == NULL || bs == NULL || c == NULL) {
    return CUDA_ERROR_ILLEGAL_ADDRESS;
  }
  float *left = malloc((size_t)m * k * sizeof(float));
  for (int l = 0; l < k; l++) {
    for (int i = 0; i < m; i++) {
      size_t at = a->transposed ? l + (size_t)i * a->leading : i + (size_t)l * a->leading;
      left[(size_t)l * m + i] = value_of(as, a->type, at, p->compute);
    }
  }
  float *sums = malloc((size_t)m * sizeof(float));
  for (int j = 0; j < n; j++) {
    memset(sums, 0, (size_t)m * sizeof(float));
    for (int l = 0; l < k; l++) {
      size_t at = b->transposed ? j + (size_t)l * b->leading : l + (size_t)j * b->leading;
      float right = value_of(bs, b->type, at, p->compute);
      for (int i = 0; i < m; i++) {
        sums[i] += left[(size_t)l * m + i] * right;
      }
    }
    for (int i = 0; i < m; i++) {
      float *at = &c[i + (size_t)j * p->c_leading];
      *at = p->one * sums[i] + (p->kept == 0 ? 0 : p->kept * *at);
    }
  }
  free(left);
  free(sums);
  return CUDA_SUCCESS;
}

static CUresult run(const Work *work) {
  const Product *p = (const Product *)work->values;
  if (!p->listed) {
    return multiply(p, p->a_at, p->b_at, p->c_at);
  }
  size_t bytes = (size_t)p->count * sizeof(CUdeviceptr);
  const CUdeviceptr *as = device_place(p->stream, p->a_at, bytes, "a list of matrices");
  const CUdeviceptr *bs = device_place(p->stream, p->b_at, bytes, "a list of matrices");
  const CUdeviceptr *cs = device_place(p->stream, p->c_at, bytes, "a list of matrices");
  if (as == NULL || bs == NULL || cs == NULL) {
    return CUDA_ERROR_ILLEGAL_ADDRESS;
  }
  CUresult status = CUDA_SUCCESS;
  for (int z = 0; z < p->count && status == CUDA_SUCCESS; z++) {
    status = multiply(p, as[z], bs[z], cs[z]);
  }
  return status;
}

static bool types_are_known(int a, int b, int c, int compute) {
  bool singles = a == REAL_32F && b == REAL_32F
      && (compute == COMPUTE_32F || compute == COMPUTE_32F_PEDANTIC || compute == COMPUTE_32F_FAST_TF32);
  bool halves = a == REAL_16BF && b == REAL_16BF
      && (compute == COMPUTE_32F || compute == COMPUTE_32F_PEDANTIC);
  return c == REAL_32F && (singles || halves);
}

static bool too_short(const Factor *factor, int rows, int columns) {
  int least = factor->transposed ? columns : rows;
  return factor->leading < (least > 1 ? least : 1);
}

static int queue_product(Handle *handle, const Product *product, int c_type) {
  int status = check(handle);
  if (status != SUCCESS) {
    return status;
  }
  if (!types_are_known(product->a.type, product->b.type, c_type, product->compute)) {
    broken(CUDA_SUCCESS, "cuBLAS has no product of these types");
    return NOT_SUPPORTED;
  }
  if (product->rows < 0 || product->columns < 0 || product->inner < 0 || product->count < 0
      || too_short(&product->a, product->rows, product->inner)
      || too_short(&product->b, product->inner, product->columns)
      || product->c_leading < (product->rows > 1 ? product->rows : 1)) {
    broken(
        CUDA_SUCCESS,
        "a product of %d × %d × %d with leading dimensions %d, %d, %d",
        product->rows, product->inner, product->columns,
        product->a.leading, product->b.leading, product->c_leading);
    return INVALID_VALUE;
  }
  if (stream_is_capturing(handle->stream) && !handle->has_workspace) {
    broken(CUDA_SUCCESS, "cuBLAS is captured without a workspace of the caller's");
    return ALLOC_FAILED;
  }
  Work *work = work_of(sizeof(Product), run);
  memcpy(work->values, product, sizeof(Product));
  ((Product *)work->values)->stream = handle->stream;
  return enqueue(handle->stream, work) == CUDA_SUCCESS ? SUCCESS : EXECUTION_FAILED;
}

EXPORT int cublasGemmEx(
    Handle *handle, int a_operation, int b_operation, int m, int n, int k, const void *one,
    const void *a, int a_type, int lda, const void *b, int b_type, int ldb, const void *kept,
    void *c, int c_type, int ldc, int compute, int algorithm) {
  if (algorithm != -1 || a_operation > TRANSPOSED || b_operation > TRANSPOSED) {
    return INVALID_VALUE;
  }
  Product product = {
      NULL, {a_operation == TRANSPOSED, a_type, lda}, {b_operation == TRANSPOSED, b_type, ldb},
      m, n, k, ldc, compute, *(const float *)one, *(const float *)kept, 1, false,
      (CUdeviceptr)a, (CUdeviceptr)b, (CUdeviceptr)c};
  return queue_product(handle, &product, c_type);
}

EXPORT int cublasGemmBatchedEx(
    Handle *handle, int a_operation, int b_operation, int m, int n, int k, const void *one,
    const void *const a[], int a_type, int lda, const void *const b[], int b_type, int ldb,
    const void *kept, void *const c[], int c_type, int ldc, int count, int compute,
    int algorithm) {
  if (algorithm != -1 || a_operation > TRANSPOSED || b_operation > TRANSPOSED) {
    return INVALID_VALUE;
  }
  Product product = {
      NULL, {a_operation == TRANSPOSED, a_type, lda}, {b_operation == TRANSPOSED, b_type, ldb},
      m, n, k, ldc, compute, *(const float *)one, *(const float *)kept, count, true,
      (CUdeviceptr)a, (CUdeviceptr)b, (CUdeviceptr)c};
  return queue_product(handle, &product, c_type);
}
