package org.statescope.analysis.checkpoint.torch;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.statescope.analysis.checkpoint.DType;

/// Everything that a pickle may name. Each is a word to this reader and no more: whatever is not
/// here is refused by its name.
enum TorchGlobal {
  ORDERED_DICT("collections.OrderedDict", null),
  REBUILD_TENSOR("torch._utils._rebuild_tensor", null),
  REBUILD_TENSOR_V2("torch._utils._rebuild_tensor_v2", null),
  REBUILD_PARAMETER("torch._utils._rebuild_parameter", null),
  SIZE("torch.Size", null),
  DOUBLE_STORAGE("torch.DoubleStorage", DType.F64),
  FLOAT_STORAGE("torch.FloatStorage", DType.F32),
  HALF_STORAGE("torch.HalfStorage", DType.F16),
  BFLOAT16_STORAGE("torch.BFloat16Storage", DType.BF16),
  LONG_STORAGE("torch.LongStorage", DType.I64),
  INT_STORAGE("torch.IntStorage", DType.I32),
  SHORT_STORAGE("torch.ShortStorage", DType.I16),
  CHAR_STORAGE("torch.CharStorage", DType.I8),
  BYTE_STORAGE("torch.ByteStorage", DType.U8),
  BOOL_STORAGE("torch.BoolStorage", DType.BOOL);

  private final String qualifiedName;
  private final @Nullable DType elements;

  TorchGlobal(String qualifiedName, @Nullable DType elements) {
    this.qualifiedName = qualifiedName;
    this.elements = elements;
  }

  /// The element type of a storage, null for anything else.
  @Nullable DType elements() {
    return elements;
  }

  static Optional<TorchGlobal> named(String module, String name) {
    String wanted = module + "." + name;
    for (TorchGlobal global : values()) {
      if (global.qualifiedName.equals(wanted)) {
        return Optional.of(global);
      }
    }
    return Optional.empty();
  }
}
