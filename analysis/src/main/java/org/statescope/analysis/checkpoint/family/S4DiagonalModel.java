package org.statescope.analysis.checkpoint.family;

import java.io.IOException;
import java.util.List;
import org.statescope.analysis.lti.TimeDomain;
import org.statescope.analysis.network.ComplexDiagonalBank;

/// S4D (arXiv 2206.11893): `h' = diag(λ) h + b u`, `y = 2 Re(c h)`, with B and C in the checkpoint.
final class S4DiagonalModel implements Recogniser {
  private final S4Parameters.Layout layout;

  S4DiagonalModel(S4Parameters.Layout layout) {
    this.layout = layout;
  }

  @Override
  public ModelFamily family() {
    return ModelFamily.S4D;
  }

  @Override
  public List<Sign> signs() {
    return List.of(
        Sign.tensor(layout.real(), 2),
        Sign.tensor(layout.imaginary(), 2),
        Sign.no("P", 4),
        Sign.tensor("C", layout == S4Parameters.Layout.MINIMAL ? 3 : 4));
  }

  @Override
  public Recognition read(TensorIndex tensors) throws IOException {
    LayerReader reader = new LayerReader(tensors);
    for (String layer : tensors.prefixes(layout.real())) {
      add(reader, tensors, layer);
    }
    return reader.network(family());
  }

  private void add(LayerReader reader, TensorIndex tensors, String layer) throws IOException {
    int rank = reader.rank(layer + "C");
    ComplexTensor output = ComplexTensor.of(tensors, layer + "C", rank);
    int channels = (int) tensors.shape(layer + "C", rank)[rank - 3];
    if (output.rows() > channels) {
      reader.remark(S4Model.FIRST_OUTPUT);
    }
    S4Parameters a = S4Parameters.read(tensors, layer, layout, channels);
    int states = reader.requireOrder(layer + layout.real(), a.states());
    if (output.length() != states) {
      throw tensors.failure("its tensor " + tensors.find(layer + "C") + " does not fit to A");
    }
    double[] real = new double[channels * states];
    double[] imaginary = new double[channels * states];
    double[] outputReal = new double[channels * states];
    double[] outputImaginary = new double[channels * states];
    for (int channel = 0; channel < channels; channel++) {
      for (int state = 0; state < states; state++) {
        int i = channel * states + state;
        real[i] = a.real(channel, state);
        imaginary[i] = a.imaginary(channel, state);
        outputReal[i] = output.real(channel, state);
        outputImaginary[i] = output.imaginary(channel, state);
      }
    }
    Vectors input = input(reader, tensors, layer, channels, states);
    reader.add(
        layer,
        a.steps(),
        () ->
            new ComplexDiagonalBank(
                channels,
                states,
                real,
                imaginary,
                input.real,
                input.imaginary,
                outputReal,
                outputImaginary,
                TimeDomain.continuous()));
  }

  /// b of each channel, or ones where the model has none.
  private record Vectors(double[] real, double[] imaginary) {}

  private Vectors input(
      LayerReader reader, TensorIndex tensors, String layer, int channels, int states)
      throws IOException {
    String name = layer + "B";
    if (!tensors.has(name)) {
      return new Vectors(LayerReader.ones(states), new double[states]);
    }
    ComplexTensor b =
        ComplexTensor.of(tensors, name, reader.rank(name))
            .requireFor(tensors, name, channels, states);
    double[] real = new double[channels * states];
    double[] imaginary = new double[channels * states];
    for (int channel = 0; channel < channels; channel++) {
      for (int state = 0; state < states; state++) {
        real[channel * states + state] = b.real(channel % b.rows(), state);
        imaginary[channel * states + state] = b.imaginary(channel % b.rows(), state);
      }
    }
    return new Vectors(real, imaginary);
  }
}
