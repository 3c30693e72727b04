package org.statescope.training.edit;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.statescope.analysis.checkpoint.TensorEntry;
import org.statescope.analysis.checkpoint.family.Recognisers;
import org.statescope.analysis.checkpoint.family.Recognition;
import org.statescope.analysis.design.EditableNetwork;
import org.statescope.analysis.design.EditedNetwork;
import org.statescope.analysis.design.PoleEdit;
import org.statescope.analysis.design.PoleEdits;
import org.statescope.analysis.design.PruneState;
import org.statescope.analysis.design.SamplingRule;
import org.statescope.analysis.network.DiagonalBank;
import org.statescope.analysis.network.SsmNetwork;
import org.statescope.training.hub.LayoutTensors;
import org.statescope.training.hub.ModelFolder;
import org.statescope.training.hub.ModelFolderException;
import org.statescope.training.hub.WeightFiles;
import org.statescope.training.run.Discretisation;
import org.statescope.training.run.ModelConfiguration;
import org.statescope.training.run.Readout;
import org.statescope.training.run.Sharing;
import org.statescope.training.run.SsmStructure;

/// The folder of a model that can be edited, with its weights open.
final class EditableCheckpoint implements AutoCloseable {
  static final String WEIGHTS = "model.safetensors";
  private static final String PROJECTION = "x_proj.weight";

  private final ModelFolder source;
  private final ModelConfiguration model;
  private final WeightFiles files;
  private final LayoutTensors weights;
  private final EditableNetwork network;

  private EditableCheckpoint(ModelFolder source, WeightFiles files) throws IOException {
    this.source = source;
    this.files = files;
    model = source.description().model();
    weights = files.inLayout();
    network = network();
  }

  /// @param path a folder or file that [ModelFolder] reads
  /// @throws IOException in one sentence if there is no model, or one without poles to edit
  static EditableCheckpoint open(Path path) throws IOException {
    ModelFolder model = ModelFolder.read(path);
    WeightFiles files = model.openWeights();
    try {
      return new EditableCheckpoint(model, files);
    } catch (IOException | RuntimeException e) {
      files.close();
      throw e;
    }
  }

  private EditableNetwork network() throws IOException {
    if (!(Recognisers.recognise(weights) instanceof Recognition.Network recognised)
        || recognised.network().layers().size() != model.layers()) {
      throw new ModelFolderException(
          "The weights in %s have no poles for each of the %d layers that its configuration gives: configuration and weights are not of one model."
              .formatted(source.path(), model.layers()));
    }
    SamplingRule rule =
        model.discretisation() == Discretisation.BILINEAR
            ? SamplingRule.BILINEAR
            : SamplingRule.EXPONENTIAL;
    EditableNetwork found =
        EditableNetwork.of(recognised, withoutRemovedStates(recognised.network()), rule);
    return model.structure().isCompanion() ? withoutSilentModes(found) : found;
  }

  /// Modes that an earlier edit has removed from a companion layer with one A.
  private EditableNetwork withoutSilentModes(EditableNetwork found) throws IOException {
    PoleEdits removed = PoleEdits.NONE;
    if (model.requireCanonical().sharing() == Sharing.LAYER) {
      EditedNetwork untouched = EditedNetwork.apply(found, PoleEdits.NONE);
      for (int layer = 0; layer < model.layers(); layer++) {
        for (int state : SilentModes.of(openEnd(layer), untouched.poles(layer, 0))) {
          removed = removed.with(new PruneState(layer, PoleEdit.ALL, state));
        }
      }
    }
    return new EditableNetwork(EditedNetwork.apply(found, removed).network(), found.forgetting());
  }

  /// States that an earlier edit has left out have a 0 in the place of the 1 that stands for B.
  private SsmNetwork withoutRemovedStates(SsmNetwork recognised) throws IOException {
    if (model.structure() != SsmStructure.MAMBA) {
      return recognised;
    }
    List<SsmNetwork.Layer> layers = new ArrayList<>();
    for (int i = 0; i < model.layers(); i++) {
      SsmNetwork.Layer layer = recognised.layers().get(i);
      DiagonalBank bank = (DiagonalBank) layer.channels();
      double[] input = bank.input().clone();
      for (int state = 0; state < bank.order(); state++) {
        input[state] = isZero(inputRow(i, state)) ? 0 : input[state];
      }
      layers.add(
          new SsmNetwork.Layer(
              layer.name(),
              new DiagonalBank(
                  bank.count(),
                  bank.order(),
                  bank.poles(),
                  input,
                  bank.output(),
                  bank.timeDomain())));
    }
    return new SsmNetwork(recognised.name(), layers);
  }

  private static boolean isZero(MemorySegment bytes) {
    byte[] values = bytes.toArray(ValueLayout.JAVA_BYTE);
    return Arrays.mismatch(values, new byte[values.length]) < 0;
  }

  /// The row of a Mamba layer's projection that makes Bₙ: behind those of Δ.
  private MemorySegment inputRow(int layer, int state) throws IOException {
    TensorEntry projection = entry(layer, PROJECTION);
    return projection.data().asSlice(rowOffset(projection, state), rowBytes(projection));
  }

  /// Where the row that makes Bₙ begins in a projection, in bytes.
  long rowOffset(TensorEntry projection, int state) {
    return (model.stepRank() + state) * rowBytes(projection);
  }

  static long rowBytes(TensorEntry projection) {
    return projection.shape()[1] * projection.dtype().bytes();
  }

  TensorEntry projection(int layer) throws IOException {
    return entry(layer, PROJECTION);
  }

  /// What makes the open end of a companion layer, C of SC-Mamba and B of SO-Mamba: the projection,
  /// in its last rows, or a vector of its own.
  TensorEntry openEnd(int layer) throws IOException {
    if (model.requireCanonical().readout() == Readout.SELECTIVE) {
      return projection(layer);
    }
    return entry(layer, model.structure() == SsmStructure.SC_MAMBA ? "C" : "B");
  }

  /// A tensor of a layer's mixer.
  TensorEntry entry(int layer, String lastName) throws IOException {
    return weights.entry("backbone.layers." + layer + ".mixer." + lastName);
  }

  ModelFolder source() {
    return source;
  }

  /// The folder of the model, or the one that its file is in.
  Path folder() {
    Path path = source.path();
    return Files.isDirectory(path) ? path : path.toAbsolutePath().normalize().resolveSibling("");
  }

  ModelConfiguration model() {
    return model;
  }

  LayoutTensors weights() {
    return weights;
  }

  EditableNetwork editable() {
    return network;
  }

  @Override
  public void close() {
    files.close();
  }
}
