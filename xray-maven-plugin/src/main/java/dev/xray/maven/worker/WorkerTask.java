package dev.xray.maven.worker;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.xray.core.dataset.phantom.PhantomSettings;
import dev.xray.core.pipeline.CrossValidationSettings;
import dev.xray.core.pipeline.ExplainJob;
import dev.xray.core.pipeline.Job;
import dev.xray.core.pipeline.PredictJob;
import dev.xray.core.pipeline.VerifyJob;
import java.nio.file.Path;

/** What a worker is to do; written to JSON with the goal's name as its type. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "goal")
@JsonSubTypes({
  @JsonSubTypes.Type(value = WorkerTask.Prepare.class, name = "prepare"),
  @JsonSubTypes.Type(value = WorkerTask.Dataset.class, name = "dataset"),
  @JsonSubTypes.Type(value = WorkerTask.Audit.class, name = "audit"),
  @JsonSubTypes.Type(value = WorkerTask.Train.class, name = "train"),
  @JsonSubTypes.Type(value = WorkerTask.Evaluate.class, name = "evaluate"),
  @JsonSubTypes.Type(value = WorkerTask.EvaluateOther.class, name = "evaluate-other"),
  @JsonSubTypes.Type(value = WorkerTask.CrossValidate.class, name = "cross-validate"),
  @JsonSubTypes.Type(value = WorkerTask.TrainFolds.class, name = "train-folds"),
  @JsonSubTypes.Type(value = WorkerTask.VerifyModel.class, name = "verify-model"),
  @JsonSubTypes.Type(value = WorkerTask.Predict.class, name = "predict"),
  @JsonSubTypes.Type(value = WorkerTask.Explain.class, name = "explain"),
  @JsonSubTypes.Type(value = WorkerTask.Phantom.class, name = "phantom")
})
public sealed interface WorkerTask {
  /**
   * Read, check and split the data set.
   *
   * @param job what to work on
   */
  record Prepare(Job job) implements WorkerTask {}

  /**
   * Say what the data set holds.
   *
   * @param job what to work on
   */
  record Dataset(Job job) implements WorkerTask {}

  /**
   * Audit the data, and the model where a current one stands.
   *
   * @param job what to work on
   */
  record Audit(Job job) implements WorkerTask {}

  /**
   * Train, if the model is not up to date.
   *
   * @param job what to work on
   * @param verifyReproducible whether to train a second time and compare
   */
  record Train(Job job, boolean verifyReproducible) implements WorkerTask {}

  /**
   * Evaluate; first train, if the model is not up to date.
   *
   * @param job what to work on
   */
  record Evaluate(Job job) implements WorkerTask {}

  /**
   * Evaluate a model from elsewhere.
   *
   * @param job whose data set to evaluate it on
   * @param model the bundle
   */
  record EvaluateOther(Job job, Path model) implements WorkerTask {}

  /**
   * Cross-validate; first train the folds that are not up to date.
   *
   * @param job what to work on
   * @param settings how many folds and repeats
   */
  record CrossValidate(Job job, CrossValidationSettings settings) implements WorkerTask {}

  /**
   * Train some of the folds of a cross-validation.
   *
   * @param job what to work on
   * @param settings how many folds and repeats
   * @param share which of the shares, from 0
   * @param of number of shares
   */
  record TrainFolds(Job job, CrossValidationSettings settings, int share, int of)
      implements WorkerTask {}

  /**
   * Run a model's golden inputs.
   *
   * @param job what to verify
   */
  record VerifyModel(VerifyJob job) implements WorkerTask {}

  /**
   * Predict images of which no truth is known.
   *
   * @param job what to predict
   */
  record Predict(PredictJob job) implements WorkerTask {}

  /**
   * Show where in images a model's score reacts.
   *
   * @param job what to explain
   */
  record Explain(ExplainJob job) implements WorkerTask {}

  /**
   * Generate phantoms.
   *
   * @param settings what they look like
   * @param seed of every random choice
   * @param folder where they are written
   */
  record Phantom(PhantomSettings settings, long seed, Path folder) implements WorkerTask {}
}
