package org.statescope.training.edit;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalDouble;
import org.statescope.analysis.checkpoint.SafetensorsFile;
import org.statescope.analysis.checkpoint.family.Recognisers;
import org.statescope.analysis.checkpoint.family.Recognition;
import org.statescope.analysis.design.EditedNetwork;
import org.statescope.analysis.design.PoleEdits;
import org.statescope.analysis.lti.Complex;

/// How far the poles of written weights are from the asked ones.
final class RealisedPoles {
  private RealisedPoles() {}

  /// The greatest |λ − λ̂| / |λ̂| over the systems whose poles were moved, each pole with the
  /// nearest that is left; empty if none was. Parameters are floats: 6·10⁻⁸ of each, times the
  /// condition of the pole.
  static OptionalDouble largestError(Path weights, EditedNetwork edited) throws IOException {
    try (SafetensorsFile file = SafetensorsFile.open(weights)) {
      if (!(Recognisers.recognise(file) instanceof Recognition.Network written)) {
        throw new IllegalStateException("the written weights have no poles");
      }
      EditedNetwork found = EditedNetwork.apply(written.network(), PoleEdits.NONE);
      OptionalDouble largest = OptionalDouble.empty();
      for (int layer : edited.editedLayers()) {
        for (int system : edited.movedSystems(layer)) {
          double error = error(found.poles(layer, system), edited.poles(layer, system));
          largest = OptionalDouble.of(Math.max(error, largest.orElse(0)));
        }
      }
      return largest;
    }
  }

  private static double error(List<Complex> found, List<Complex> asked) {
    List<Complex> left = new ArrayList<>(found);
    double largest = 0;
    for (Complex pole : asked) {
      Complex nearest =
          left.stream().min(Comparator.comparingDouble(pole::distanceTo)).orElseThrow();
      left.remove(nearest);
      largest = Math.max(largest, nearest.distanceTo(pole) / pole.modulus());
    }
    return largest;
  }
}
