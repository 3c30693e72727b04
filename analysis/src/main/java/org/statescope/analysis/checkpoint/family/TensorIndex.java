package org.statescope.analysis.checkpoint.family;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.statescope.analysis.checkpoint.CheckpointException;
import org.statescope.analysis.checkpoint.TensorInfo;
import org.statescope.analysis.checkpoint.TensorSource;

/// The tensors of a checkpoint under the names that a model gives them, without the prefixes of
/// what was wrapped around it. Reading is checked, so that a recogniser can rely on a shape.
final class TensorIndex {
  private final TensorSource source;
  private final Map<String, TensorInfo> tensors;
  private final List<String> passedOver;

  private TensorIndex(TensorSource source, ModelTensors tensors) {
    this.source = source;
    this.tensors = tensors.byName();
    this.passedOver = tensors.passedOver();
  }

  /// @throws CheckpointException if two tensors have one name without prefixes
  static TensorIndex of(TensorSource source) throws CheckpointException {
    return new TensorIndex(source, ModelTensors.of(source));
  }

  /// The names, layer 2 before layer 10.
  List<String> names() {
    return List.copyOf(tensors.keySet());
  }

  /// Averages of weights that stand beside the weights.
  List<String> passedOver() {
    return passedOver;
  }

  @Nullable TensorInfo find(String name) {
    return tensors.get(name);
  }

  boolean has(String name) {
    return tensors.containsKey(name);
  }

  /// Whether a tensor of some rank has a name that ends as the pattern says.
  boolean has(String lastNames, int rank) {
    Pattern pattern = Pattern.compile("(?:.*\\.)?(?:" + lastNames + ")");
    for (Map.Entry<String, TensorInfo> entry : tensors.entrySet()) {
      if (entry.getValue().rank() == rank && pattern.matcher(entry.getKey()).matches()) {
        return true;
      }
    }
    return false;
  }

  /// What stands before a last name, with its dot, for every tensor that has it.
  List<String> prefixes(String lastName) {
    List<String> prefixes = new ArrayList<>();
    for (String name : tensors.keySet()) {
      if (name.equals(lastName) || name.endsWith("." + lastName)) {
        prefixes.add(name.substring(0, name.length() - lastName.length()));
      }
    }
    return prefixes;
  }

  /// The shape of a tensor that must be there with so many extents.
  long[] shape(String name, int rank) throws CheckpointException {
    TensorInfo tensor = tensors.get(name);
    if (tensor == null) {
      throw failure("it has no tensor '" + name + "'");
    }
    if (tensor.rank() != rank) {
      throw failure(
          "its tensor " + tensor + " has " + tensor.rank() + " extents but must have " + rank);
    }
    long[] shape = tensor.shape();
    for (long extent : shape) {
      if (extent < 1 || extent > Integer.MAX_VALUE) {
        throw failure("its tensor " + tensor + " has an extent that is no size of a layer");
      }
    }
    return shape;
  }

  /// The values of a tensor, all finite.
  double[] doubles(String name) throws IOException {
    TensorInfo tensor = tensors.get(name);
    if (tensor == null) {
      throw failure("it has no tensor '" + name + "'");
    }
    double[] values;
    try {
      values = source.entry(tensor.name()).doubles();
    } catch (IllegalArgumentException e) {
      throw new CheckpointException(source.path(), String.valueOf(e.getMessage()), e);
    }
    for (int i = 0; i < values.length; i++) {
      if (!Double.isFinite(values[i])) {
        throw failure("its tensor " + tensor + " holds " + values[i] + " at index " + i);
      }
    }
    return values;
  }

  /// The values of a tensor that must have so many.
  double[] doubles(String name, int count) throws IOException {
    double[] values = doubles(name);
    if (values.length != count) {
      throw failure(
          "its tensor "
              + tensors.get(name)
              + " has "
              + values.length
              + " values but must have "
              + count);
    }
    return values;
  }

  CheckpointException failure(String problem) {
    return new CheckpointException(source.path(), problem);
  }

  TensorSource source() {
    return source;
  }
}
