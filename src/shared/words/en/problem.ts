/** What a reader gets instead of a page. */
export const problem = {
  byStatus: {
    400: { title: 'That address does not work', text: 'Something in it is not as we can read it. Check it, or start from the list of claims.' },
    401: { title: 'Sign in first', text: 'This page is for the desk.' },
    403: { title: 'This is not open to you', text: 'Your account may not do this.' },
    404: { title: 'There is nothing at this address', text: 'It may have been typed wrong, or the link that led here is out of date. Nothing we publish is deleted, so a search may find it.' },
    405: { title: 'That cannot be done here', text: 'Go back and try again.' },
    409: { title: 'That cannot be done now', text: 'The record does not allow it as it stands.' },
    412: { title: 'Somebody was faster', text: 'This changed while you were working on it. Load it again, then repeat your change.' },
    413: { title: 'That is too much at once', text: 'Send less and try again.' },
    429: { title: 'Too many tries', text: 'Wait a little, then try again.' },
    503: { title: 'Not available just now', text: 'Try again in a moment.' },
  } as Readonly<Record<string, { title: string; text: string }>>,
  broken: { title: 'Something broke on our side', text: 'It is in our log. Nothing you sent was half kept; try again in a moment.' },
  /** A form of ours that some other site sent. */
  foreign: { title: 'That was not done', text: 'It was sent from another site, and we only take what is sent from our own pages. Open the page here and send it again.' },
  refused: { title: 'That did not work', text: 'Go back and try again.' },
  /** On the page of a withdrawn claim; the verdict and its day follow. */
  hadVerdict: 'Its verdict until then:',
  searchFor: 'Search for what you wanted',
  backToDesk: 'Back to the desk',
};
