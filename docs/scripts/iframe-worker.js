// A page that was opened as a file may start no worker, and the search is one: here it runs in a frame instead.
"use strict"
if (location.protocol === "file:")
  window.Worker = class extends EventTarget {
    constructor(url) {
      super()
      this.addEventListener("message", event => this.onmessage?.(event))
      this.frame = document.createElement("iframe")
      this.frame.hidden = true
      document.body.append(this.frame)
      const scope = this.frame.contentWindow
      scope.postMessage = data => tell(this, data)
      const script = scope.document.createElement("script")
      this.ready = new Promise((resolve, reject) => Object.assign(script, { onload: resolve, onerror: reject, src: url }))
      scope.document.body.append(script)
    }
    postMessage(data) {
      const copy = structuredClone(data)
      this.ready.then(() => tell(this.frame.contentWindow, copy))
    }
    terminate() {
      this.frame.remove()
    }
  }

// As between a page and a worker: later, and never the same object.
function tell(target, data) {
  const copy = structuredClone(data)
  setTimeout(() => target.dispatchEvent(new MessageEvent("message", { data: copy })))
}
