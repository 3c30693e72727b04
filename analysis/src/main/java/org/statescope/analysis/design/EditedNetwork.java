package org.statescope.analysis.design;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.statescope.analysis.lti.Complex;
import org.statescope.analysis.network.BankPoles;
import org.statescope.analysis.network.SsmNetwork;
import org.statescope.analysis.network.SystemBank;

/// A network with edits made, each layer in the structure that it had.
///
/// - Modified: nothing that was given; layers without edits are the given ones, and in a layer with
///   edits the systems that no edit changed keep their parameters to the bit.
/// - Edge cases: without edits the network is the given one.
/// - Tolerance: the poles are the asked ones exactly in diagonal banks. In the companion and
///   Schwarz forms the parameters are those of the asked poles to the last bits, and the
///   eigenvalues of the matrix are as far from the asked poles as their condition lets rounding
///   move them; poles of multiplicity k by the k-th root of it.
/// - Cost: the poles of each edited layer once, and its parameters for each edit.
public final class EditedNetwork {
  private final EditableNetwork source;
  private final PoleEdits edits;
  private final SsmNetwork network;
  private final List<AppliedEdit> applied;
  private final Map<Integer, LayerDesign> first;
  private final Map<Integer, LayerDesign> last;

  /// Layers without edits, shared by all networks that were remade from one another.
  private final Map<Integer, LayerDesign> originals;

  private EditedNetwork(
      EditableNetwork source,
      PoleEdits edits,
      List<AppliedEdit> applied,
      Map<Integer, LayerDesign> first,
      Map<Integer, LayerDesign> last,
      Map<Integer, LayerDesign> originals) {
    this.originals = originals;
    this.source = source;
    this.edits = edits;
    this.applied = List.copyOf(applied);
    this.first = first;
    this.last = last;
    List<SsmNetwork.Layer> layers = new ArrayList<>();
    for (int i = 0; i < source.network().layers().size(); i++) {
      SsmNetwork.Layer layer = source.network().layers().get(i);
      LayerDesign design = last.get(i);
      layers.add(design == null ? layer : new SsmNetwork.Layer(layer.name(), design.bank()));
    }
    network = new SsmNetwork(source.network().name(), layers);
  }

  /// Makes edits in a network of which no step is known.
  ///
  /// @throws RefusedEditException if an edit cannot be made
  public static EditedNetwork apply(SsmNetwork network, PoleEdits edits) {
    return apply(EditableNetwork.withoutSteps(network), edits);
  }

  /// Makes edits.
  ///
  /// @throws RefusedEditException if an edit cannot be made
  public static EditedNetwork apply(EditableNetwork network, PoleEdits edits) {
    return new Making(network, new ConcurrentHashMap<>()).make(edits, 0);
  }

  /// Makes other edits in the same source. Edits that both lists begin with are not made again, and
  /// the poles of a layer are computed once for all networks that come from one another, so that a
  /// drag costs one edit and not the layer's poles.
  ///
  /// - Cost: copies of the parameters of the layers whose edits differ.
  ///
  /// @throws RefusedEditException if an edit cannot be made
  public EditedNetwork remade(PoleEdits other) {
    int same = 0;
    while (same < Math.min(edits.size(), other.size())
        && edits.list().get(same).equals(other.list().get(same))) {
      same++;
    }
    Making making = new Making(source, originals);
    for (AppliedEdit edit : applied.subList(0, same)) {
      making.add(edit);
    }
    return making.make(other, same);
  }

  /// A network on the way from its source to its last edit.
  private static final class Making {
    private final EditableNetwork source;
    private final Map<Integer, LayerDesign> originals;
    private final List<AppliedEdit> applied = new ArrayList<>();
    private final Map<Integer, LayerDesign> first = new HashMap<>();
    private final Map<Integer, LayerDesign> last = new HashMap<>();

    Making(EditableNetwork source, Map<Integer, LayerDesign> originals) {
      this.source = source;
      this.originals = originals;
    }

    void add(AppliedEdit edit) {
      applied.add(edit);
      first.putIfAbsent(edit.edit().layer(), edit.designBefore());
      last.put(edit.edit().layer(), edit.designAfter());
    }

    EditedNetwork make(PoleEdits edits, int from) {
      List<SsmNetwork.Layer> layers = source.network().layers();
      for (int i = from; i < edits.size(); i++) {
        PoleEdit edit = edits.list().get(i);
        int layer = edit.layer();
        if (layer >= layers.size()) {
          throw new RefusedEditException(
              i,
              "There is no layer %d: the layers are 0 to %d.".formatted(layer, layers.size() - 1));
        }
        try {
          LayerDesign before = last.get(layer);
          if (before == null) {
            before = originals.computeIfAbsent(layer, this::original);
          }
          add(new AppliedEdit(edit, before, LayerEditor.apply(before, edit)));
        } catch (IllegalArgumentException e) {
          throw new RefusedEditException(i, String.valueOf(e.getMessage()));
        }
      }
      return new EditedNetwork(source, edits, applied, first, last, originals);
    }

    private LayerDesign original(int layer) {
      return LayerDesign.of(
          layer, source.network().layers().get(layer), source.forgetting().get(layer));
    }
  }

  /// What was edited.
  public EditableNetwork source() {
    return source;
  }

  /// The edits that were made.
  public PoleEdits edits() {
    return edits;
  }

  /// The network that the edits make.
  public SsmNetwork network() {
    return network;
  }

  /// What each edit did, in their order.
  public List<AppliedEdit> applied() {
    return applied;
  }

  /// The poles of a system as the edits ask for them, by the numbers of their states.
  public List<Complex> poles(int layer, int system) {
    LayerDesign design = last.get(layer);
    if (design != null) {
      return design.poles(system);
    }
    SystemBank bank = network.layers().get(layer).channels();
    double[] real = new double[bank.order()];
    double[] imaginary = new double[bank.order()];
    BankPoles.fill(bank, system, real, imaginary, 0);
    List<Complex> poles = new ArrayList<>();
    for (int i = 0; i < real.length; i++) {
      poles.add(new Complex(real[i], imaginary[i]));
    }
    return List.copyOf(poles);
  }

  /// The numbers of the states of a layer that are left out of all its systems: by a 0 in B, or in
  /// a companion layer by its open end, see [#openEnd]. Their poles are still listed.
  public Set<Integer> removedStates(int layer) {
    LayerDesign design = last.get(layer);
    return design == null
        ? Set.of()
        : design.removed().stream().boxed().collect(Collectors.toUnmodifiableSet());
  }

  /// What the open end of a companion layer, C of the controllable form and B of the observable
  /// one, is to be multiplied by for the states that are left out: T, order×order by rows. Empty
  /// where nothing is. T removes the modes of these states from the output of every token and keeps
  /// what the others add to it, whatever C (or B) and Δ the tokens have.
  public Optional<double[]> openEnd(int layer) {
    LayerDesign design = last.get(layer);
    return design == null ? Optional.empty() : design.openEnd().map(double[]::clone);
  }

  /// The layers that have edits, in rising order.
  public List<Integer> editedLayers() {
    return last.keySet().stream().sorted().toList();
  }

  /// The systems of a layer whose poles are not those of the source, in rising order.
  public int[] movedSystems(int layer) {
    LayerDesign after = last.get(layer);
    LayerDesign before = first.get(layer);
    if (after == null || before == null) {
      return new int[0];
    }
    return IntStream.range(0, after.bank().count())
        .filter(system -> !after.hasPolesOf(before, system))
        .toArray();
  }

  /// What all edits together do to the response of one system; see [AppliedEdit#predict].
  public Prediction total(int layer, int system) {
    LayerDesign after = last.get(layer);
    @Nullable LayerDesign before = first.get(layer);
    if (after == null || before == null) {
      SsmNetwork.Layer unchanged = network.layers().get(layer);
      after = LayerDesign.of(layer, unchanged, Forgetting.UNKNOWN);
      before = after;
    }
    return Predictor.predict(before, after, system);
  }
}
