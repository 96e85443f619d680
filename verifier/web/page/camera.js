// A live camera that looks for a code until it has one or is stopped. Nothing is recorded, and no picture leaves the page.
import { scan } from "../qr/scan.js";

const PAUSE_MILLISECONDS = 60;
const LONGEST_SIDE = 1600;

// Open the camera in a video element. Return {stop, opened}: `opened` rejects with what the browser says where there is no camera or
// it may not be used. `accept` is given every text that is read, and ends the search by returning true.
export function openCamera(video, accept) {
  let [running, stream] = [true, null];
  const stop = () => {
    running = false;
    stream?.getTracks().forEach((track) => track.stop());
    video.srcObject = null;
  };
  const open = async () => {
    stream = await navigator.mediaDevices.getUserMedia({ video: { facingMode: "environment", width: { ideal: 1920 }, height: { ideal: 1080 } }, audio: false });
    if (!running) return stop(); // It was closed before the reader had allowed it.
    video.srcObject = stream;
    await video.play().catch((error) => { if (running) throw error; });
    return void look(video, accept, () => running, stop);
  };
  return { stop, opened: open() };
}

async function look(video, accept, isRunning, stop) {
  const canvas = document.createElement("canvas");
  const context = canvas.getContext("2d", { willReadFrequently: true });
  for (let turn = 0; isRunning(); turn += 1) {
    const scale = Math.min(1, LONGEST_SIDE / Math.max(video.videoWidth, video.videoHeight, 1));
    [canvas.width, canvas.height] = [Math.round(video.videoWidth * scale), Math.round(video.videoHeight * scale)];
    if (canvas.width && canvas.height) {
      context.drawImage(video, 0, 0, canvas.width, canvas.height);
      const texts = await scan(canvas, turn);
      if (isRunning() && texts.some(accept)) return stop();
    }
    await new Promise((resolve) => { setTimeout(resolve, PAUSE_MILLISECONDS); });
  }
  return undefined;
}
