package org.statescope.analysis.checkpoint.family;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.ejml.data.DMatrixRMaj;
import org.statescope.analysis.lti.StateSpace;
import org.statescope.analysis.lti.TimeDomain;
import org.statescope.analysis.network.DenseBank;

/// S4 (arXiv 2111.00396): A = diag(λ) − PP*, with B and C in the checkpoint. Only one of each pair
/// of conjugate states is stored; with z = x + iy for it, `z' = λz − P·2Re(P*z) + bu`, `y =
/// 2Re(cz)`, which is a real system in (x, y).
final class S4Model implements Recogniser {
  static final String FIRST_OUTPUT =
      "Its layers have several outputs for each channel; the first is shown.";

  /// Entries of the dense matrices of a whole network, 256 MB of them.
  private static final long MOST_ENTRIES = 1L << 25;

  private final S4Parameters.Layout layout;

  S4Model(S4Parameters.Layout layout) {
    this.layout = layout;
  }

  @Override
  public ModelFamily family() {
    return ModelFamily.S4;
  }

  @Override
  public List<Sign> signs() {
    return List.of(
        Sign.tensor(layout.real(), 2),
        Sign.tensor(layout.imaginary(), 2),
        Sign.tensor("P", 4),
        Sign.tensor("B", 4),
        Sign.tensor("C", 4));
  }

  @Override
  public Recognition read(TensorIndex tensors) throws IOException {
    LayerReader reader = new LayerReader(tensors);
    long entries = 0;
    for (String layer : tensors.prefixes(layout.real())) {
      long[] shape = tensors.shape(layer + "C", 4);
      int channels = (int) shape[1];
      long order =
          reader.requireOrder(
              layer + layout.real(), 2 * tensors.shape(layer + layout.real(), 2)[1]);
      entries += order * order * channels;
      if (entries > MOST_ENTRIES) {
        throw tensors.failure(
            "its S4 layers have "
                + channels
                + " systems of order "
                + order
                + ", too many to write out");
      }
      if (shape[0] > 1) {
        reader.remark(FIRST_OUTPUT);
      }
      List<StateSpace> systems = systems(tensors, layer, channels);
      S4Parameters a = S4Parameters.read(tensors, layer, layout, channels);
      reader.add(layer, a.steps(), () -> new DenseBank(systems));
    }
    return reader.network(family());
  }

  private List<StateSpace> systems(TensorIndex tensors, String layer, int channels)
      throws IOException {
    S4Parameters a = S4Parameters.read(tensors, layer, layout, channels);
    int states = a.states();
    ComplexTensor c = ComplexTensor.of(tensors, layer + "C", 4);
    ComplexTensor b =
        ComplexTensor.of(tensors, layer + "B", 4)
            .requireFor(tensors, layer + "B", channels, states);
    ComplexTensor p = ComplexTensor.of(tensors, layer + "P", 4);
    int rank = (int) tensors.shape(layer + "P", 4)[0];
    if (c.length() != states || p.length() != states || channels % (p.rows() / rank) != 0) {
      throw tensors.failure("in its layer " + layer + " C and P do not fit to A");
    }
    List<StateSpace> systems = new ArrayList<>(channels);
    for (int channel = 0; channel < channels; channel++) {
      systems.add(
          StateSpace.strictlyProper(
              stateMatrix(a, p, rank, channel),
              input(b, channel % b.rows()),
              output(c, channel),
              TimeDomain.continuous()));
    }
    return systems;
  }

  private static DMatrixRMaj stateMatrix(S4Parameters a, ComplexTensor p, int rank, int channel) {
    int n = a.states();
    int perRank = p.rows() / rank;
    DMatrixRMaj matrix = new DMatrixRMaj(2 * n, 2 * n);
    for (int i = 0; i < n; i++) {
      matrix.set(i, i, a.real(channel, i));
      matrix.set(i, n + i, -a.imaginary(channel, i));
      matrix.set(n + i, i, a.imaginary(channel, i));
      matrix.set(n + i, n + i, a.real(channel, i));
    }
    for (int r = 0; r < rank; r++) {
      int row = r * perRank + channel % perRank;
      for (int i = 0; i < n; i++) {
        for (int j = 0; j < n; j++) {
          matrix.add(i, j, -2 * p.real(row, i) * p.real(row, j));
          matrix.add(i, n + j, -2 * p.real(row, i) * p.imaginary(row, j));
          matrix.add(n + i, j, -2 * p.imaginary(row, i) * p.real(row, j));
          matrix.add(n + i, n + j, -2 * p.imaginary(row, i) * p.imaginary(row, j));
        }
      }
    }
    return matrix;
  }

  private static DMatrixRMaj input(ComplexTensor b, int row) {
    int n = b.length();
    DMatrixRMaj column = new DMatrixRMaj(2 * n, 1);
    for (int i = 0; i < n; i++) {
      column.set(i, 0, b.real(row, i));
      column.set(n + i, 0, b.imaginary(row, i));
    }
    return column;
  }

  private static DMatrixRMaj output(ComplexTensor c, int row) {
    int n = c.length();
    DMatrixRMaj line = new DMatrixRMaj(1, 2 * n);
    for (int i = 0; i < n; i++) {
      line.set(0, i, 2 * c.real(row, i));
      line.set(0, n + i, -2 * c.imaginary(row, i));
    }
    return line;
  }
}
