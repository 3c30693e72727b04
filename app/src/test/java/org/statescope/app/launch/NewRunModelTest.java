package org.statescope.app.launch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.statescope.app.launch.NewRunModel.Result;
import org.statescope.training.run.BatchOrder;
import org.statescope.training.run.CoefficientParameterisation;
import org.statescope.training.run.DecayParameterisation;
import org.statescope.training.run.Discretisation;
import org.statescope.training.run.MatrixPrecision;
import org.statescope.training.run.ModelConfiguration;
import org.statescope.training.run.Presets;
import org.statescope.training.run.RunConfiguration;
import org.statescope.training.run.Sharing;
import org.statescope.training.run.SsmStructure;

class NewRunModelTest {
  @TempDir Path folder;

  static List<String> presets() {
    return Presets.names();
  }

  @ParameterizedTest
  @MethodSource("presets")
  void everyPresetIsReadyAsItIs(String preset) {
    NewRunModel model = new NewRunModel(List.of());
    model.presetProperty().set(preset);
    assertEquals(Presets.get(preset), ready(model));
  }

  @Test
  void whatIsTypedIsWhatRuns() {
    NewRunModel model = new NewRunModel(List.of());
    model.presetProperty().set("sc-mamba-tiny");
    model.choices().coefficients().set(CoefficientParameterisation.FREE);
    model.typed(Field.STEPS).set("1,234");
    model.typed(Field.BATCH).set(" 2 ");
    model.typed(Field.LENGTH).set("64");
    model.typed(Field.LEARNING_RATE).set("1e-3");
    model.typed(Field.SEED).set("-7");
    model.typed(Field.NAME).set("mine");
    model.bundledTextProperty().set(false);
    model.typed(Field.TEXT).set("/texts/book.txt");
    RunConfiguration run = ready(model);
    assertEquals(CoefficientParameterisation.FREE, run.model().requireCanonical().coefficients());
    assertEquals(1234, run.steps());
    assertEquals(2, run.batch());
    assertEquals(64, run.length());
    assertEquals(1e-3, run.optimizer().learningRate());
    assertEquals(-7, run.seed());
    assertEquals("mine", run.name());
    assertEquals("/texts/book.txt", run.text().source());
  }

  @Test
  void aBatchComesApartIntoEqualPartsOnly() {
    NewRunModel model = new NewRunModel(List.of());
    model.typed(Field.BATCH).set("12");
    model.typed(Field.GRADIENT_ACCUMULATION).set("4");
    assertEquals(4, ready(model).gradientAccumulation());
    model.typed(Field.GRADIENT_ACCUMULATION).set("5");
    Result.Incomplete refused =
        assertInstanceOf(Result.Incomplete.class, model.resultProperty().get());
    assertTrue(refused.sentences().get(Field.GRADIENT_ACCUMULATION).contains("12"));
  }

  @Test
  void theProcessorRoundsNothingAndOtherDevicesAsChosen() {
    NewRunModel model = new NewRunModel(List.of());
    model.precisionProperty().set(MatrixPrecision.BF16);
    assertEquals(MatrixPrecision.FLOAT32, ready(model).precision());
    model.deviceProperty().set(new Device("opencl:0", "a card", 1L << 30, 0, null, null));
    assertEquals(MatrixPrecision.BF16, ready(model).precision());
    assertFalse(model.deviceProperty().get().precisions().contains(MatrixPrecision.TF32));
  }

  @Test
  void anotherStructureBringsItsDiscretisation() {
    NewRunModel model = new NewRunModel(List.of());
    model.choices().structure().set(SsmStructure.MAMBA);
    assertEquals(Discretisation.EULER, ready(model).model().discretisation());
    model.choices().discretisation().set(Discretisation.ZOH);
    assertEquals(Discretisation.ZOH, ready(model).model().discretisation());
    model.choices().structure().set(SsmStructure.SC_MAMBA);
    assertEquals(Discretisation.BILINEAR, ready(model).model().discretisation());
    model.choices().structure().set(SsmStructure.MAMBA2);
    assertEquals(Discretisation.EULER, ready(model).model().discretisation());
  }

  @ParameterizedTest
  @EnumSource(SsmStructure.class)
  void everyStructureIsReadyWithWhateverWasChosenForOthers(SsmStructure structure) {
    NewRunModel model = new NewRunModel(List.of());
    model.choices().coefficients().set(CoefficientParameterisation.FREE);
    model.choices().sharing().set(Sharing.CHANNEL);
    model.choices().decay().set(DecayParameterisation.PAPER);
    model.choices().structure().set(structure);
    ModelConfiguration made = ready(model).model();
    assertEquals(structure, made.structure());
    assertEquals(structure.isCanonical() ? made.channels() : made.systems(), made.systems());
    assertEquals(structure.hasHeads(), made.heads() != null);
  }

  @Test
  void headsThatDoNotDivideTheChannelsAreToldInASentence() {
    NewRunModel model = new NewRunModel(List.of());
    model.typed(Field.HEAD_WIDTH).set("7");
    ready(model);
    model.choices().structure().set(SsmStructure.MAMBA2);
    String sentence = incomplete(model).get(Field.HEAD_WIDTH);
    assertTrue(sentence.contains("256 channels") && sentence.contains("width 7"), sentence);
  }

  @ParameterizedTest
  @CsvSource({
    "STEPS, many",
    "STEPS, 0",
    "BATCH, -1",
    "BATCH, 99999999999999999999",
    "LENGTH, 2.5",
    "LEARNING_RATE, fast",
    "LEARNING_RATE, 0",
    "LEARNING_RATE, NaN",
    "LEARNING_RATE, Infinity",
    "SEED, x",
    "NAME, ' '"
  })
  void aWrongFieldIsToldInASentenceBesideIt(Field field, String typed) {
    NewRunModel model = new NewRunModel(List.of());
    model.typed(field).set(typed);
    Map<Field, String> sentences = incomplete(model);
    assertEquals(Set.of(field), sentences.keySet());
    assertTrue(sentences.get(field).endsWith("."), sentences.toString());
    model.presetProperty().set("mamba-tiny");
    ready(model);
  }

  @Test
  void aTextOfOnesOwnMustBeNamed() {
    NewRunModel model = new NewRunModel(List.of());
    model.bundledTextProperty().set(false);
    assertEquals(Set.of(Field.TEXT), incomplete(model).keySet());
  }

  @Test
  void aNameThatIsTakenGetsANumber() {
    NewRunModel model = new NewRunModel(List.of("sc-mamba-tiny", "sc-mamba-tiny 2"));
    assertEquals("sc-mamba-tiny 3", ready(model).name());
    List<RunConfiguration> demo = Demo.configurations(List.of("mamba-tiny"));
    assertEquals(
        List.of("mamba-tiny 2", "sc-mamba-tiny"),
        demo.stream().map(RunConfiguration::name).toList());
    assertNotEquals(demo.get(0).model().structure(), demo.get(1).model().structure());
  }

  @Test
  void aTextThatCannotBeLearnedIsToldBeforeATrainerStarts() throws IOException {
    Path empty = Files.createFile(folder.resolve("empty.txt"));
    Path nowhere = folder.resolve("nowhere.txt");
    Path good = Files.writeString(folder.resolve("good.txt"), "call me ".repeat(500));
    assertTrue(TextCheck.obstacle(nowhere.toString(), 100).orElseThrow().contains("no file"));
    String tooShort = TextCheck.obstacle(empty.toString(), 2048).orElseThrow();
    assertTrue(tooShort.contains("0 bytes") && tooShort.contains("2048"), tooShort);
    assertTrue(TextCheck.obstacle(good.toString(), 2048).isEmpty());
    assertTrue(TextCheck.obstacle(folder.toString(), 2048).isEmpty(), "a folder of texts");
    assertTrue(TextCheck.obstacle("\0", 1).isPresent());
  }

  @Test
  void aTokenizerBringsItsVocabularyAndABadOneIsToldBeforeATrainerStarts() throws IOException {
    Path text = Files.writeString(folder.resolve("packed.jsonl.gz"), "few bytes");
    Path tokenizer =
        Files.writeString(
            folder.resolve("tokenizer.json"), "{\"model\": {\"vocab\": {\"a\": 0, \"b\": 776}}}");
    NewRunModel model = new NewRunModel(List.of());
    model.bundledTextProperty().set(false);
    model.typed(Field.TEXT).set(text.toString());
    model.typed(Field.TEXT_FIELD).set(" body ");
    model.typed(Field.TOKENIZER).set(tokenizer.toString());
    model.batchesProperty().set(BatchOrder.CONTIGUOUS);
    RunConfiguration run =
        assertInstanceOf(TextCheck.Clear.class, TextCheck.of(ready(model))).configuration();
    assertEquals(777, run.model().vocabularySize());
    assertEquals(tokenizer.toString(), run.text().tokenizer());
    assertEquals("body", run.text().field());
    assertEquals(BatchOrder.CONTIGUOUS, run.text().batches());
    Files.writeString(tokenizer, "{}");
    TextCheck.Obstacle obstacle =
        assertInstanceOf(TextCheck.Obstacle.class, TextCheck.of(ready(model)));
    assertTrue(obstacle.sentence().contains(tokenizer.toString()), obstacle.sentence());
    model.typed(Field.TEXT_FIELD).set("");
    assertEquals(Set.of(Field.TEXT_FIELD), incomplete(model).keySet());
  }

  @Test
  void aSweepIsEveryStructureWithEveryRateWithEverySeed() {
    NewRunModel model = new NewRunModel(List.of("sc-mamba-tiny, seed 0"));
    model.typed(Field.SEED).set("0-1, 7");
    assertEquals(
        List.of("sc-mamba-tiny, seed 0 2", "sc-mamba-tiny, seed 1", "sc-mamba-tiny, seed 7"),
        names(model));
    model.typed(Field.LEARNING_RATE).set("1e-3, 0.002");
    model.choices().others().add(SsmStructure.MAMBA2);
    List<RunConfiguration> runs = all(model);
    assertEquals(12, runs.size());
    assertEquals("mamba2-tiny, rate 0.002, seed 7", runs.getLast().name());
    assertEquals(SsmStructure.MAMBA2, runs.getLast().model().structure());
    assertEquals(0.002, runs.getLast().optimizer().learningRate());
    assertEquals(7, runs.getLast().seed());
    assertEquals(12, runs.stream().map(RunConfiguration::name).distinct().count());
  }

  @ParameterizedTest
  @CsvSource({
    "SEED, 2-0",
    "SEED, '1,,2'",
    "SEED, 0-100",
    "SEED, 0-1-2",
    "LEARNING_RATE, '1e-3, x'"
  })
  void aWrongSweepIsToldInASentenceBesideIt(Field field, String typed) {
    NewRunModel model = new NewRunModel(List.of());
    model.typed(field).set(typed);
    assertEquals(Set.of(field), incomplete(model).keySet());
  }

  @Test
  void moreRunsThanAnybodyMeansAreNotStarted() {
    NewRunModel model = new NewRunModel(List.of());
    model.typed(Field.SEED).set("0-50");
    model.typed(Field.LEARNING_RATE).set("1e-3, 2e-3");
    assertTrue(incomplete(model).get(Field.SEED).contains("102 runs"));
  }

  @Test
  void theSizesOfAModelAreChosen() {
    NewRunModel model = new NewRunModel(List.of());
    model.typed(Field.MODEL_WIDTH).set("96");
    model.typed(Field.LAYERS).set("3");
    model.typed(Field.ORDER).set("8");
    ModelConfiguration made = ready(model).model();
    assertEquals(96, made.modelWidth());
    assertEquals(3, made.layers());
    assertEquals(8, made.order());
    assertEquals(6, made.stepRank(), "the usual rank follows the width");
    model.typed(Field.STEP_RANK).set("5");
    assertEquals(5, ready(model).model().stepRank());
    model.choices().structure().set(SsmStructure.MAMBA2);
    assertEquals(0, ready(model).model().stepRank(), "heads have no rank to choose");
    model.typed(Field.LAYERS).set("0");
    assertEquals(Set.of(Field.LAYERS), incomplete(model).keySet());
  }

  @Test
  void aShorterRunWarmsUpForATenthUnlessToldOtherwise() {
    NewRunModel model = new NewRunModel(List.of());
    model.typed(Field.STEPS).set("50");
    assertEquals(5, ready(model).optimizer().warmupSteps());
    model.typed(Field.WARM_UP).set("40");
    assertEquals(40, ready(model).optimizer().warmupSteps());
    model.typed(Field.WARM_UP).set("51");
    assertEquals(Set.of(Field.WARM_UP), incomplete(model).keySet());
  }

  @Test
  void aDeviceThatCannotBeUsedIsToldWithReasonAndRemedy() {
    NewRunModel model = new NewRunModel(List.of());
    model
        .deviceProperty()
        .set(new Device("cuda:0", "", 0, 0, "There is no driver.", "Install one."));
    assertEquals(
        "cannot be used: There is no driver. Install one.", incomplete(model).get(Field.DEVICE));
    model.deviceProperty().set(new Device("opencl:0", "a card", 1 << 30, 0, null, null));
    assertEquals("opencl:0", ready(model).device());
  }

  @Test
  void theLastChoicesComeBackButNotTheName() {
    NewRunModel before = new NewRunModel(List.of());
    before.presetProperty().set("mamba2-small");
    before.choices().decay().set(DecayParameterisation.PAPER);
    before.choices().others().add(SsmStructure.MAMBA);
    before.typed(Field.SEED).set("0-2");
    before.typed(Field.STEPS).set("many");
    before.typed(Field.NAME).set("mine");
    before.bundledTextProperty().set(false);
    before.typed(Field.TEXT).set("/texts");
    Map<String, String> words = new LaunchMemory(before).words();
    NewRunModel after = new NewRunModel(List.of());
    new LaunchMemory(after).restore(words);
    assertEquals(words, new LaunchMemory(after).words());
    assertEquals("mamba2-small", after.typed(Field.NAME).get());
    assertEquals(Set.of(Field.STEPS), incomplete(after).keySet());
    NewRunModel other = new NewRunModel(List.of());
    new LaunchMemory(other).restore(Map.of("preset", "of another version", "field.steps", "9"));
    assertEquals(Presets.get("sc-mamba-tiny"), ready(other));
  }

  private static List<RunConfiguration> all(NewRunModel model) {
    return assertInstanceOf(Result.Ready.class, model.resultProperty().get()).configurations();
  }

  private static List<String> names(NewRunModel model) {
    return all(model).stream().map(RunConfiguration::name).toList();
  }

  private static RunConfiguration ready(NewRunModel model) {
    return assertInstanceOf(Result.Ready.class, model.resultProperty().get()).first();
  }

  private static Map<Field, String> incomplete(NewRunModel model) {
    return assertInstanceOf(Result.Incomplete.class, model.resultProperty().get()).sentences();
  }
}
