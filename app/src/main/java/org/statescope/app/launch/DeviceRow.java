package org.statescope.app.launch;

import java.util.ArrayList;
import java.util.List;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.statescope.app.background.BackgroundTasks;
import org.statescope.app.texts.Texts;
import org.statescope.training.run.MatrixPrecision;

/// The choice of the device: what the trainer lists, with its memory, and what cannot be used with
/// the reason and the remedy.
final class DeviceRow extends VBox {
  private final NewRunModel model;
  private final ComboBox<Device> box = new ComboBox<>();
  private final Label words = note();
  private final Label others = note();

  DeviceRow(
      NewRunModel model, TypedControls typed, TrainerQuestions questions, BackgroundTasks tasks) {
    super(4);
    this.model = model;
    box.setId("new-run-device");
    box.setMaxWidth(Double.MAX_VALUE);
    box.setCellFactory(list -> new DeviceCell());
    box.setButtonCell(new DeviceCell());
    words.setId("new-run-device-words");
    others.setId("new-run-device-others");
    box.getItems().setAll(model.deviceProperty().get());
    box.setValue(model.deviceProperty().get());
    box.valueProperty().subscribe(this::choose);
    Region threads = typed.group(Field.THREADS);
    Region precision = precision();
    getChildren().addAll(box, words, typed.complaint(Field.DEVICE), others, threads, precision);
    model
        .deviceProperty()
        .subscribe(
            device -> {
              threads.setVisible(device.isProcessor());
              threads.setManaged(device.isProcessor());
              precision.setVisible(!device.isProcessor());
              precision.setManaged(!device.isProcessor());
            });
    others.setText(Texts.text("launch.device.asking"));
    tasks.run(
        Texts.text("launch.device.asking"),
        progress -> questions.devices(),
        this::show,
        failure ->
            others.setText(Texts.text("launch.device.none", String.valueOf(failure.getMessage()))));
  }

  private Region precision() {
    ComboBox<MatrixPrecision> choice = new ComboBox<>();
    choice.setId("new-run-precision");
    choice.setMaxWidth(Double.MAX_VALUE);
    choice.setConverter(
        ModelChoicesView.words(each -> Texts.text("launch.precision." + each.label())));
    model
        .deviceProperty()
        .subscribe(
            device -> {
              List<MatrixPrecision> offered = device.precisions();
              if (!offered.contains(model.precisionProperty().get())) {
                model.precisionProperty().set(MatrixPrecision.FLOAT32);
              }
              MatrixPrecision chosen = model.precisionProperty().get();
              choice.getItems().setAll(offered);
              choice.setValue(chosen);
            });
    choice
        .valueProperty()
        .subscribe(
            value -> {
              if (value != null) {
                model.precisionProperty().set(value);
              }
            });
    Label name = new Label(Texts.text("launch.precision"));
    name.getStyleClass().add("field-label");
    name.setLabelFor(choice);
    return new VBox(2, name, choice);
  }

  private void choose(@Nullable Device device) {
    if (device != null) {
      model.deviceProperty().set(device);
      words.setText(device.isUsable() ? device.words() : "");
      words.setManaged(device.isUsable());
    }
  }

  /// Takes the trainer's list; a device that was chosen before and is gone stays, with the reason.
  private void show(List<Device> listed) {
    String chosen = model.deviceProperty().get().name();
    List<Device> offered = new ArrayList<>(listed);
    Device now =
        listed.stream()
            .filter(device -> device.name().equals(chosen))
            .findFirst()
            .orElseGet(
                () -> {
                  Device gone =
                      new Device(
                          chosen,
                          "",
                          0,
                          0,
                          Texts.text("launch.device.gone", chosen),
                          Texts.text("launch.device.gone.remedy"));
                  offered.add(gone);
                  return gone;
                });
    box.getItems().setAll(offered);
    box.setValue(now);
    others.setText(
        offered.stream()
            .filter(device -> !device.isUsable() && device != now)
            .map(device -> device.name() + " " + device.words())
            .reduce((one, two) -> one + "\n" + two)
            .orElse(""));
    others.setManaged(!others.getText().isEmpty());
  }

  private static Label note() {
    Label note = new Label();
    note.getStyleClass().add("form-note");
    note.setWrapText(true);
    note.setMinHeight(Region.USE_PREF_SIZE);
    return note;
  }

  /// A device by its name; one that cannot be used rests.
  private static final class DeviceCell extends ListCell<Device> {
    @Override
    protected void updateItem(@Nullable Device device, boolean empty) {
      super.updateItem(device, empty);
      if (empty || device == null) {
        setText("");
        setDisable(false);
        return;
      }
      setText(
          device.isUsable()
              ? device.description().isEmpty()
                  ? device.name()
                  : device.name() + " – " + device.description()
              : Texts.text("launch.device.resting", device.name()));
      setDisable(!device.isUsable());
    }
  }
}
