// The dialect of every kernel here: C that compiles as OpenCL C 1.2 and as CUDA C++.
//
// TENSOR(x) declares a run of float32 values as memory and place; OPEN(x) moves the pointer there.
// A lane is one work item or thread, a group one work group or block. Names of whole numbers that
// are constants of a compilation are written in capitals and come from the host.
#ifdef __OPENCL_VERSION__
#define KERNEL __kernel
#define FUNCTION static inline
#define GLOBAL __global
#define SHARED __local
#define SHARED_POINTER __local
#define BARRIER() barrier(CLK_LOCAL_MEM_FENCE)
#define LANE ((int)get_local_id(0))
#define LANES ((int)get_local_size(0))
#define GROUP ((int)get_group_id(0))
#define GROUPS ((int)get_num_groups(0))
#define GROUPS_Y ((int)get_num_groups(1))
#define GROUP_Y ((int)get_group_id(1))
#define GROUP_Z ((int)get_group_id(2))
#define LOWER(at, value) atomic_min(at, value)
#define BITS(x) as_uint(x)
#define FROM_BITS(x) as_float(x)
typedef long wide;
#else
#define KERNEL extern "C" __global__
#define FUNCTION static __device__ __forceinline__
#define GLOBAL
#define SHARED __shared__
#define SHARED_POINTER
#define BARRIER() __syncthreads()
#define LANE ((int)threadIdx.x)
#define LANES ((int)blockDim.x)
#define GROUP ((int)blockIdx.x)
#define GROUPS ((int)gridDim.x)
#define GROUPS_Y ((int)gridDim.y)
#define GROUP_Y ((int)blockIdx.y)
#define GROUP_Z ((int)blockIdx.z)
#define LOWER(at, value) atomicMin(at, value)
#define BITS(x) __float_as_uint(x)
#define FROM_BITS(x) __uint_as_float(x)
#define exp(x) expf(x)
#define expm1(x) expm1f(x)
#define log(x) logf(x)
#define log1p(x) log1pf(x)
#define sqrt(x) sqrtf(x)
#define fabs(x) fabsf(x)
#define fmax(x, y) fmaxf(x, y)
#define pow(x, y) powf(x, y)
typedef long long wide;
#endif

#define TENSOR(x) GLOBAL float *x, wide x##_at
#define INTEGERS(x) GLOBAL int *x, wide x##_at
#define OPEN(x) x += x##_at
// A run of bfloat16 values, which are the upper halves of float32 ones; its place counts float32.
#define HALVES(x) GLOBAL unsigned short *x, wide x##_at
#define OPEN_HALVES(x) x += 2 * x##_at
#define PUT(add, x, index, value) x[index] = (add) ? x[index] + (value) : (value)

FUNCTION float sigmoid(float x) {
  return 1.0f / (1.0f + exp(-x));
}

FUNCTION float silu(float x) {
  return x * sigmoid(x);
}

// d/dx of x·σ(x).
FUNCTION float silu_slope(float x) {
  float s = sigmoid(x);
  return s * (1.0f + x * (1.0f - s));
}

// log(1 + e^x); above 15 the series x + e^−x is exact in float32.
FUNCTION float softplus(float x) {
  return x > 15.0f ? x + exp(-x) : log1p(exp(x));
}

// sum += value with the rounding of the sum kept in `lost` (Neumaier); the total is sum + lost. For
// sums whose terms nearly cancel.
FUNCTION void add_keeping(float *sum, float *lost, float value) {
  float total = *sum + value;
  *lost += fabs(*sum) >= fabs(value) ? (*sum - total) + value : (value - total) + *sum;
  *sum = total;
}
