package org.statescope.benchmarks.peer;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.statescope.analysis.checkpoint.SafetensorsFile;
import org.statescope.benchmarks.Exchange;

/// The parameters of our model as trainable tensors of libtorch, the batch, and what our engine
/// found for both.
record Weights(
    Map<String, Tensor> parameters,
    Tensor inputs,
    Tensor targets,
    double normEpsilon,
    double learningRate,
    double loss,
    double gradientNorm) {

  static Weights read(Path path) throws IOException {
    try (SafetensorsFile file = SafetensorsFile.open(path)) {
      Map<String, Tensor> parameters = new LinkedHashMap<>();
      for (String name : file.names()) {
        if (!name.startsWith("benchmark.")) {
          Tensor values = Tensor.create(file.readFloats(name), file.entry(name).shape());
          parameters.put(name, values.set_requires_grad(true));
        }
      }
      long[] shape = file.entry(Exchange.TOKENS).shape();
      Tensor tokens = Tensor.create(file.readLongs(Exchange.TOKENS), shape);
      double[] settings = file.readDoubles(Exchange.SETTINGS);
      double[] result = file.readDoubles(Exchange.RESULT);
      return new Weights(
          parameters,
          tokens.narrow(1, 0, shape[1] - 1).contiguous(), // (batch, length)
          tokens.narrow(1, 1, shape[1] - 1).contiguous(), // (batch, length)
          settings[0],
          settings[1],
          result[0],
          result[1]);
    }
  }

  Tensor get(String name) {
    Tensor parameter = parameters.get(name);
    if (parameter == null) {
      throw new IllegalArgumentException(
          "There is no parameter '%s' among %s.".formatted(name, parameters.keySet()));
    }
    return parameter;
  }

  boolean has(String name) {
    return parameters.containsKey(name);
  }

  /// Those whose gradients are clipped together: all.
  TensorVector all() {
    return new TensorVector(parameters.values().toArray(Tensor[]::new));
  }

  /// Those with weight decay (matrices that are not A) or those without.
  TensorVector decayed(boolean decay) {
    return new TensorVector(
        parameters.entrySet().stream()
            .filter(
                entry -> decay == (entry.getValue().dim() > 1 && !entry.getKey().endsWith("A_log")))
            .map(Map.Entry::getValue)
            .toArray(Tensor[]::new));
  }
}
