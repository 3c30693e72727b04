package org.statescope.analysis.checkpoint.family;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.statescope.analysis.checkpoint.CheckpointException;
import org.statescope.analysis.lti.TimeDomain;
import org.statescope.analysis.network.DiagonalBank;
import org.statescope.analysis.network.ScalarBank;
import org.statescope.analysis.network.SsmNetwork;
import org.statescope.analysis.network.SystemBank;

/// Collects the layers of a network while a recogniser walks over its mixers.
///
/// B and C of a selective layer come from the text. Ones stand in for them, so that what is said of
/// its controllability is what the poles alone decide: whether they are distinct, and by how much.
final class LayerReader {
  static final String ONES =
      "B and C come from the text; ones stand in for them here, so controllability, observability"
          + " and Hankel singular values speak of the spacing of the poles alone.";

  /// States of one system; models have up to 256. Answers on a system cost the cube of them.
  private static final int LARGEST_ORDER = 1024;

  private final TensorIndex tensors;
  private final List<SsmNetwork.Layer> layers = new ArrayList<>();
  private final List<ImpliedSteps> steps = new ArrayList<>();
  private final List<String> remarks = new ArrayList<>();

  LayerReader(TensorIndex tensors) {
    this.tensors = tensors;
  }

  /// How a bank is made; refuses what cannot be a system.
  interface BankMaker {
    SystemBank make();
  }

  /// Adds a layer.
  ///
  /// @param name the layer's name, with or without the dot at its end
  void add(String name, ImpliedSteps layerSteps, BankMaker maker) throws CheckpointException {
    String shown = name.endsWith(".") ? name.substring(0, name.length() - 1) : name;
    try {
      layers.add(new SsmNetwork.Layer(shown.isEmpty() ? "the model" : shown, maker.make()));
    } catch (IllegalArgumentException e) {
      throw tensors.failure("its layer " + shown + " is no system: " + e.getMessage());
    }
    steps.add(layerSteps);
  }

  void remark(String sentence) {
    if (!remarks.contains(sentence)) {
      remarks.add(sentence);
    }
  }

  /// A = −exp(logarithm), diagonal, a row for each channel; any extents before the last are
  /// channels.
  ///
  /// @param stepBias name of the bias inside of softplus, if the checkpoint has it
  void selectiveDiagonal(String layer, String logarithm, String stepBias) throws IOException {
    int rank = rank(logarithm);
    long[] shape = tensors.shape(logarithm, rank);
    int order = requireOrder(logarithm, shape[rank - 1]);
    double[] poles = negativeExponential(logarithm);
    int channels = poles.length / order;
    remark(ONES);
    add(layer, softplus(stepBias, channels), () -> diagonal(channels, order, poles));
  }

  /// One rate a = −exp(logarithm) for each head.
  void selectiveHeads(String layer, String logarithm, String stepBias) throws IOException {
    double[] rates = negativeExponential(logarithm);
    heads(layer, rates, stepBias);
  }

  /// One rate a for each head. A head's state is a matrix of which every entry has this one pole;
  /// frozen, only one direction of it is reached and seen, so a head is a system of order 1.
  void heads(String layer, double[] rates, String stepBias) throws IOException {
    remark(ONES);
    remark(
        "A head has one pole, a, that every entry of its matrix-valued state shares; frozen, the"
            + " input reaches one direction of it, so each head counts as one state.");
    add(
        layer,
        softplus(stepBias, rates.length),
        () -> new ScalarBank(rates.length, 1, rates, ones(1), ones(1), TimeDomain.continuous()));
  }

  static DiagonalBank diagonal(int channels, int order, double[] poles) {
    return new DiagonalBank(
        channels, order, poles, ones(order), ones(order), TimeDomain.continuous());
  }

  /// softplus of a bias with a value for each system, or unknown where the checkpoint has none.
  ImpliedSteps softplus(String stepBias, int systems) throws IOException {
    return tensors.has(stepBias)
        ? ImpliedSteps.softplus(tensors.doubles(stepBias, systems))
        : ImpliedSteps.UNKNOWN;
  }

  double[] negativeExponential(String logarithm) throws IOException {
    double[] poles = tensors.doubles(logarithm);
    for (int i = 0; i < poles.length; i++) {
      poles[i] = -Math.exp(poles[i]);
    }
    return poles;
  }

  /// The number of states that a tensor claims for a system, if it is one that a model could have.
  int requireOrder(String name, long order) throws CheckpointException {
    if (order > LARGEST_ORDER) {
      throw tensors.failure(
          "its tensor "
              + tensors.find(name)
              + " has "
              + order
              + " states for each system but at most "
              + LARGEST_ORDER
              + " are read");
    }
    return (int) order;
  }

  int rank(String name) throws CheckpointException {
    var tensor = tensors.find(name);
    if (tensor == null) {
      throw tensors.failure("it has no tensor '" + name + "'");
    }
    return Math.max(1, tensor.rank());
  }

  static double[] ones(int length) {
    double[] ones = new double[length];
    Arrays.fill(ones, 1);
    return ones;
  }

  /// The network of the layers so far.
  Recognition.Network network(ModelFamily family) throws CheckpointException {
    if (layers.isEmpty()) {
      throw tensors.failure("it has the signs of " + family.label() + " but no layer of it");
    }
    if (!tensors.passedOver().isEmpty()) {
      remark(
          "The file also holds averages of the weights ("
              + tensors.passedOver().getFirst()
              + " and so on); the weights themselves are shown.");
    }
    return new Recognition.Network(
        family, new SsmNetwork(family.label(), layers), steps, SkippedBlocks.of(tensors), remarks);
  }
}
