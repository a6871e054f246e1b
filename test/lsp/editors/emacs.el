;; Asks in Emacs what a person asks with keys, and writes down what came, as JSON into the file $ANSWERS.
(require 'json)
(setq eglot-sync-connect 30)

(defun test-go-to (place)
  (goto-char (point-min))
  (forward-line (1- (aref place 0)))
  (forward-char (aref place 1)))

(defun test-hover ()
  (plist-get (jsonrpc-request (eglot-current-server) :textDocument/hover
                              (eglot--TextDocumentPositionParams))
             :contents))

(defun test-look-around (file places)
  (find-file file)
  ;; Without keys Emacs comes to no end of a command by itself.
  (run-hooks 'post-command-hook)
  (let ((end (+ (float-time) 30)))
    (while (and (not (eglot-current-server)) (< (float-time) end))
      (accept-process-output nil 0.05)))
  (let (found)
    (test-go-to (alist-get 'hover places))
    (push `(hover . ,(substring-no-properties (eglot--format-markup (test-hover)))) found)
    (test-go-to (alist-get 'complete places))
    (push `(completion . ,(vconcat (all-completions "" (nth 2 (eglot-completion-at-point))))) found)
    (test-go-to (alist-get 'use places))
    (xref-find-definitions (thing-at-point 'symbol t))
    (push `(definition . ,(line-number-at-pos)) found)
    (test-go-to (alist-get 'use places))
    (eglot-rename "renamed")
    (push `(renamed . ,(vconcat (split-string (buffer-string) "\n" t))) found)
    (set-buffer-modified-p nil)
    found))

(with-temp-file (getenv "ANSWERS")
  (insert
   (let ((answers (mapcar (lambda (row)
                            (cons (car row) (save-current-buffer (test-look-around (symbol-name (car row)) (cdr row)))))
                          (json-read-from-string (getenv "PLACES")))))
     (json-encode answers))))
