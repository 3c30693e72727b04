package org.statescope.training.edit;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.statescope.analysis.checkpoint.SafetensorsFile;
import org.statescope.analysis.checkpoint.TensorEntry;
import org.statescope.analysis.checkpoint.TensorInfo;
import org.statescope.analysis.checkpoint.family.ModelTensors;
import org.statescope.analysis.checkpoint.family.Recognisers;
import org.statescope.analysis.checkpoint.family.Recognition;
import org.statescope.analysis.design.EditableNetwork;
import org.statescope.analysis.design.SamplingRule;
import org.statescope.analysis.network.DiagonalBank;
import org.statescope.analysis.network.SsmNetwork;
import org.statescope.training.hub.ModelFolder;
import org.statescope.training.hub.ModelFolderException;
import org.statescope.training.run.Discretisation;
import org.statescope.training.run.ModelConfiguration;
import org.statescope.training.run.SsmStructure;

/// The folder of a model that can be edited, with its weights open.
final class EditableCheckpoint implements AutoCloseable {
  static final String WEIGHTS = "model.safetensors";
  private static final String PROJECTION = "x_proj.weight";

  private final Path folder;
  private final ModelConfiguration model;
  private final SafetensorsFile weights;
  private final Map<String, TensorInfo> tensors;
  private final EditableNetwork network;

  private EditableCheckpoint(Path folder, ModelConfiguration model, SafetensorsFile weights)
      throws IOException {
    this.folder = folder;
    this.model = model;
    this.weights = weights;
    tensors = ModelTensors.of(weights).byName();
    network = network();
  }

  /// @throws ModelFolderException in one sentence if the folder has no weights of our layout
  static EditableCheckpoint open(Path folder) throws IOException {
    ModelFolder model = ModelFolder.read(folder);
    Path file = folder.resolve(WEIGHTS);
    if (!Files.isRegularFile(file)) {
      throw new ModelFolderException(
          "The model %s has no file %s, in which poles are edited: name a run, a checkpoint or an exported folder."
              .formatted(folder, WEIGHTS));
    }
    model.openWeights().close();
    SafetensorsFile weights = SafetensorsFile.open(file);
    try {
      return new EditableCheckpoint(folder, model.description().model(), weights);
    } catch (IOException | RuntimeException e) {
      weights.close();
      throw e;
    }
  }

  private EditableNetwork network() throws IOException {
    if (!(Recognisers.recognise(weights) instanceof Recognition.Network recognised)
        || recognised.network().layers().size() != model.layers()) {
      throw new ModelFolderException(
          "The weights in %s have no poles for each of the %d layers that its configuration gives: configuration and weights are not of one model."
              .formatted(folder, model.layers()));
    }
    SamplingRule rule =
        model.discretisation() == Discretisation.BILINEAR
            ? SamplingRule.BILINEAR
            : SamplingRule.EXPONENTIAL;
    return EditableNetwork.of(recognised, withoutRemovedStates(recognised.network()), rule);
  }

  /// States that an earlier edit has left out have a 0 in the place of the 1 that stands for B.
  private SsmNetwork withoutRemovedStates(SsmNetwork recognised) throws IOException {
    if (model.structure() != SsmStructure.MAMBA) {
      return recognised;
    }
    List<SsmNetwork.Layer> layers =
        IntStream.range(0, model.layers())
            .mapToObj(
                i -> {
                  SsmNetwork.Layer layer = recognised.layers().get(i);
                  DiagonalBank bank = (DiagonalBank) layer.channels();
                  double[] input = bank.input().clone();
                  for (int state = 0; state < bank.order(); state++) {
                    input[state] = isZero(inputRow(i, state)) ? 0 : input[state];
                  }
                  return new SsmNetwork.Layer(
                      layer.name(),
                      new DiagonalBank(
                          bank.count(),
                          bank.order(),
                          bank.poles(),
                          input,
                          bank.output(),
                          bank.timeDomain()));
                })
            .toList();
    return new SsmNetwork(recognised.name(), layers);
  }

  private static boolean isZero(MemorySegment bytes) {
    byte[] values = bytes.toArray(ValueLayout.JAVA_BYTE);
    return Arrays.mismatch(values, new byte[values.length]) < 0;
  }

  /// The row of a Mamba layer's projection that makes Bₙ: behind those of Δ.
  private MemorySegment inputRow(int layer, int state) {
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

  TensorEntry projection(int layer) {
    return entry(layer, PROJECTION);
  }

  /// A tensor of a layer's mixer.
  TensorEntry entry(int layer, String lastName) {
    String name = "backbone.layers." + layer + ".mixer." + lastName;
    TensorInfo tensor = tensors.get(name);
    if (tensor == null) {
      throw new IllegalStateException("the weights have no " + name);
    }
    return weights.entry(tensor.name());
  }

  Path folder() {
    return folder;
  }

  ModelConfiguration model() {
    return model;
  }

  SafetensorsFile weights() {
    return weights;
  }

  EditableNetwork editable() {
    return network;
  }

  @Override
  public void close() {
    weights.close();
  }
}
