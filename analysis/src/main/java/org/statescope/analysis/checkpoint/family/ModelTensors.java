package org.statescope.analysis.checkpoint.family;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.statescope.analysis.checkpoint.CheckpointException;
import org.statescope.analysis.checkpoint.TensorInfo;
import org.statescope.analysis.checkpoint.TensorSource;

/// The tensors of a checkpoint under the names that a model gives them, without the prefixes of
/// what was wrapped around it (`model.`, `module.`, `_orig_mod.`, `ema_` and so on).
///
/// @param byName the tensors, with the names they have in the file, layer 2 before layer 10
/// @param passedOver averages of weights that stand beside the weights
public record ModelTensors(Map<String, TensorInfo> byName, List<String> passedOver) {
  public ModelTensors {
    byName = Collections.unmodifiableMap(new LinkedHashMap<>(byName));
    passedOver = List.copyOf(passedOver);
  }

  /// Where weights and their average have one name without prefixes, the weights are taken.
  ///
  /// @throws CheckpointException if two tensors have one name without prefixes otherwise
  public static ModelTensors of(TensorSource source) throws CheckpointException {
    Map<String, TensorInfo> named = new HashMap<>();
    List<String> passedOver = new ArrayList<>();
    for (TensorInfo tensor : source.tensors()) {
      TensorInfo other = named.putIfAbsent(TensorNames.stripped(tensor.name()), tensor);
      if (other != null) {
        passedOver.add(resolve(source, named, tensor, other));
      }
    }
    Map<String, TensorInfo> sorted = new LinkedHashMap<>();
    for (String name : TensorNames.inOrder(named.keySet())) {
      sorted.put(name, Objects.requireNonNull(named.get(name)));
    }
    return new ModelTensors(sorted, passedOver);
  }

  /// Keeps one of two tensors of one name and returns the name of the other.
  private static String resolve(
      TensorSource source, Map<String, TensorInfo> named, TensorInfo tensor, TensorInfo other)
      throws CheckpointException {
    String name = TensorNames.stripped(tensor.name());
    boolean average = TensorNames.isAverage(tensor.name());
    if (average == TensorNames.isAverage(other.name())) {
      throw new CheckpointException(
          source.path(),
          "its tensors '"
              + other.name()
              + "' and '"
              + tensor.name()
              + "' are both '"
              + name
              + "' without their prefixes; keep one of the models");
    }
    if (average) {
      return tensor.name();
    }
    named.put(name, tensor);
    return other.name();
  }
}
