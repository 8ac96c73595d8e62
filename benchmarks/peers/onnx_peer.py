"""ONNX Runtime for Python as a contender, with the model.onnx that xray ships: `onnx_peer.py FOLDER THREADS`; see worker.py."""

import sys

import onnxruntime
from worker import Files, serve_inference


def main():
    folder, threads = sys.argv[1:]
    files = Files(folder)
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = int(threads)
    session = onnxruntime.InferenceSession(
        files.folder / "model.onnx", options, providers=["CPUExecutionProvider"]
    )
    serve_inference(files, lambda images: session.run(None, {"image": images})[0])


if __name__ == "__main__":
    main()
