package org.statescope.training.gpu;

import java.util.List;
import java.util.Map;
import org.statescope.training.run.Discretisation;
import org.statescope.training.tensor.HeadSignals;
import org.statescope.training.tensor.RecurrentOperation;
import org.statescope.training.tensor.Tensor;

/// The recurrence of Mamba-2 in chunks, see `head_scan.c`. The forward pass keeps Δ, its sums and
/// the state before each chunk; everything else is computed again by the backward pass.
final class HeadScanOperation extends GpuOperation implements RecurrentOperation {
  private final Kernels kernels;
  private final HeadSizes sizes;
  private final HeadPlaces places;
  private final Program program;

  HeadScanOperation(
      Kernels kernels, HeadSignals signals, Discretisation rule, Tensor rates, Tensor output) {
    if (rates.shape().count() != signals.heads()
        || output.columns() != signals.input().columns()
        || output.rows() != signals.input().rows()) {
      throw new IllegalArgumentException(
          "%s and %s do not fit %d heads of %s"
              .formatted(rates, output, signals.heads(), signals.input()));
    }
    HeadSignals.requireRule(rule);
    this.kernels = kernels;
    sizes = HeadSizes.of(signals);
    program =
        Program.of(
            "head_scan",
            Map.of(
                "CHUNK", sizes.chunk(),
                "WIDTH", sizes.width(),
                "ORDER", sizes.order(),
                "RULE", SelectiveScanOperation.number(rule)));
    places = new HeadPlaces(kernels, signals, sizes, rule, rates, output);
  }

  @Override
  public double[] finalState(int sequence) {
    return places.finalState(sequence);
  }

  @Override
  void bindForward(List<Launch> launches) {
    new HeadForward(places, launches(launches)).bind();
  }

  @Override
  void bindBackward(List<Launch> launches) {
    new HeadBackward(places, launches(launches)).bind();
  }

  private HeadLaunches launches(List<Launch> launches) {
    return new HeadLaunches(kernels, program, sizes, launches);
  }
}
