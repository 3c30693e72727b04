package org.statescope.app.window;

import java.util.function.Consumer;
import org.statescope.app.launch.TrainerCommand;
import org.statescope.app.texts.Texts;

/// Asks the trainer which devices it has: a process of its own, for the desktop loads no natives.
record TrainerDevices(LabModels models) {
  private static final String COMMAND = "devices";

  /// @param taker gets the trainer's table, or a sentence why there is none
  void ask(Consumer<String> taker) {
    models
        .trainer()
        .ifPresentOrElse(
            trainer -> ask(trainer, taker), () -> taker.accept(Texts.text("about.noTrainer")));
  }

  private void ask(TrainerCommand trainer, Consumer<String> taker) {
    models
        .tasks()
        .run(
            Texts.text("about.task"),
            progress -> trainer.ask(COMMAND),
            taker,
            failure ->
                taker.accept(
                    Texts.text("about.devices.none", String.valueOf(failure.getMessage()))));
  }
}
