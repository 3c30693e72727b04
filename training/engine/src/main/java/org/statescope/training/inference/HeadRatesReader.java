package org.statescope.training.inference;

import org.statescope.training.hub.ModelFolderException;
import org.statescope.training.hub.WeightFiles;
import org.statescope.training.model.HeadRates;
import org.statescope.training.run.DecayParameterisation;

/// The rate a of each head of a Mamba-2 layer, from the parameter that its weights hold.
final class HeadRatesReader {
  private HeadRatesReader() {}

  static double[] read(WeightFiles weights, String prefix, DecayParameterisation decay, int heads)
      throws ModelFolderException {
    float[] parameters = weights.read(prefix + HeadRates.parameterName(decay), heads);
    double[] rates = new double[heads];
    for (int head = 0; head < heads; head++) {
      rates[head] = HeadRates.rate(decay, parameters[head]);
    }
    return rates;
  }
}
