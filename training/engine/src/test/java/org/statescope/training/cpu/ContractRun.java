package org.statescope.training.cpu;

import java.util.Random;
import org.statescope.training.plain.Trial;
import org.statescope.training.tensor.Backend;
import org.statescope.training.tensor.Tensor;

/// One run of an operation: its output, and its gradients for a random upstream one.
public final class ContractRun {
  public final Trial trial;
  public final double[] outputs;
  public final double loss;

  public ContractRun(
      ContractedOperation kind,
      Backend backend,
      int channels,
      int length,
      int nudged,
      int index,
      double by) {
    trial = new Trial(backend);
    Tensor y =
        kind.record(backend, trial, new ContractInputs(trial, nudged, index, by), channels, length);
    double[] upstream = new Random(11).doubles(y.shape().count(), -1, 1).toArray();
    trial.finish(y, upstream);
    outputs = Trial.values(y);
    double sum = 0;
    for (int i = 0; i < outputs.length; i++) {
      sum += outputs[i] * upstream[i];
    }
    loss = sum;
  }
}
