package org.statescope.training.edit;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.statescope.analysis.checkpoint.DType;
import org.statescope.analysis.checkpoint.SafetensorsWriter;
import org.statescope.analysis.checkpoint.TensorEntry;
import org.statescope.analysis.design.EditedNetwork;
import org.statescope.training.hub.ModelFolderException;

/// The bytes of the tensors that edits change; every other byte of the file stays.
final class EditedTensors {
  private static final ValueLayout.OfFloat FLOAT =
      ValueLayout.JAVA_FLOAT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

  private final EditableCheckpoint checkpoint;
  private final Map<String, TensorEntry> changed = new HashMap<>();

  private EditedTensors(EditableCheckpoint checkpoint) {
    this.checkpoint = checkpoint;
  }

  /// - Modified: nothing that is open. Edge cases: poles that the parameters cannot express are
  ///   refused, see [ParameterRows]. Parameters of poles are written as F32, whatever they were: a
  ///   pole in BF16 would be off by a hundredth. Double parameters are refused.
  static EditedTensors of(EditableCheckpoint checkpoint, EditedNetwork edited) throws IOException {
    EditedTensors tensors = new EditedTensors(checkpoint);
    ParameterRows rows = new ParameterRows(checkpoint.model());
    for (int layer : edited.editedLayers()) {
      tensors.putPoles(edited, layer, rows);
      Optional<double[]> openEnd = edited.openEnd(layer);
      if (openEnd.isPresent()) {
        tensors.foldOpenEnd(layer, openEnd.get());
      } else {
        tensors.clearInputs(layer, edited.removedStates(layer));
      }
    }
    return tensors;
  }

  private void putPoles(EditedNetwork edited, int layer, ParameterRows rows) throws IOException {
    int[] systems = edited.movedSystems(layer);
    if (systems.length == 0) {
      return;
    }
    TensorEntry parameter = checkpoint.entry(layer, rows.parameterName());
    if (parameter.dtype() == DType.F64) {
      throw new ModelFolderException(
          "The parameters %s in %s are of type %s, in which poles are not edited: convert the model to F32."
              .formatted(parameter.name(), checkpoint.weights().path(), parameter.dtype()));
    }
    float[] values = parameter.floats();
    for (int system : systems) {
      double[] row = rows.of(edited, layer, system);
      for (int i = 0; i < row.length; i++) {
        float value = (float) row[i];
        if (!Float.isFinite(value)) {
          throw new IllegalArgumentException(
              "A parameter of system %d in layer %d would be %s, which is no float: choose other poles."
                  .formatted(system, layer, row[i]));
        }
        values[system * row.length + i] = value;
      }
    }
    put(parameter, values);
  }

  /// Multiplies what makes the open end of a companion layer: the last rows of the projection, or
  /// the vector that stands for them.
  ///
  /// @param map T, order×order by rows
  private void foldOpenEnd(int layer, double[] map) throws IOException {
    TensorEntry tensor = checkpoint.openEnd(layer);
    float[] values = tensor.floats();
    int order = checkpoint.model().order();
    int columns = tensor.shape().length == 1 ? 1 : (int) tensor.shape()[1];
    int first = values.length - order * columns;
    float[] folded = values.clone();
    for (int row = 0; row < order; row++) {
      for (int column = 0; column < columns; column++) {
        double sum = 0;
        for (int k = 0; k < order; k++) {
          sum += map[row * order + k] * values[first + k * columns + column];
        }
        folded[first + row * columns + column] = (float) sum;
      }
    }
    put(tensor, folded);
  }

  /// In the place of a tensor, as F32.
  private void put(TensorEntry tensor, float[] values) {
    MemorySegment bytes = MemorySegment.ofArray(new byte[values.length * Float.BYTES]);
    MemorySegment.copy(values, 0, bytes, FLOAT, 0, values.length);
    changed.put(tensor.name(), new TensorEntry(tensor.name(), DType.F32, tensor.shape(), bytes));
  }

  private void clearInputs(int layer, Set<Integer> states) throws IOException {
    if (states.isEmpty()) {
      return;
    }
    TensorEntry projection = checkpoint.projection(layer);
    MemorySegment bytes = MemorySegment.ofArray(projection.data().toArray(ValueLayout.JAVA_BYTE));
    for (int state : states) {
      bytes
          .asSlice(checkpoint.rowOffset(projection, state), EditableCheckpoint.rowBytes(projection))
          .fill((byte) 0);
    }
    changed.put(
        projection.name(),
        new TensorEntry(projection.name(), projection.dtype(), projection.shape(), bytes));
  }

  /// The tensors that have more bits than in the source, with the type that they have there.
  Map<String, DType> widened() throws IOException {
    Map<String, DType> widened = new TreeMap<>();
    for (TensorEntry tensor : changed.values()) {
      DType before = checkpoint.weights().entry(tensor.name()).dtype();
      if (before != tensor.dtype()) {
        widened.put(tensor.name(), before);
      }
    }
    return widened;
  }

  /// Writes all tensors of the checkpoint, those that changed with their new bytes.
  void writeTo(Path file) throws IOException {
    SafetensorsWriter writer = new SafetensorsWriter();
    checkpoint.weights().metadata().forEach(writer::metadata);
    for (String name : checkpoint.weights().names()) {
      TensorEntry fresh = changed.get(name);
      TensorEntry tensor = fresh == null ? checkpoint.weights().entry(name) : fresh;
      writer.add(name, tensor.dtype(), tensor.shape(), tensor.data());
    }
    writer.writeTo(file);
  }
}
