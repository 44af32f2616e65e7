title a riddle about a shadow
form riddle
cast a: old
cast b: child
cast c: child
place p: park, garden, beach, meadow, orchard, bridge, village square
word w1: a dog, a little brother, a lamb, a duckling
word w2: the wind, a ghost, a dream, the smell of soup

beat start
{a.intro} sat {p.in} in the sun and told riddles to {b.intro} and {c.intro}
One sunny (morning|afternoon), {b.intro} and {c.intro} met {a.intro} {p.in} and asked for a riddle
fact at a p
fact at b p
fact at c p
beat say a
(Listen well!|Here is a hard one.|) It follows you wherever you go, but you can never catch it
(Here is one for you.|) It walks when you walk and stops when you stop, and it never says a word
It goes with you all day long and never asks where you are going
beat say b
That is easy. It is {w1}
Is it {w1}?
beat say a
No. It has no legs of its own and makes no noise
No, for it can lie in the mud and never get dirty
beat say c
Then it must be {w2}
Is it {w2}?
beat say a
No, you can see it very well. But only while there is light
Not that either. At noon it is short, and in the evening it is as long as a tree
beat then
{b.name} jumped up and looked at the ground
{b.name} turned round and stared at the ground
beat and
there it was, (long|black|dark) and silent
something dark jumped up and turned round, too
beat say b
I see it! It is my shadow
The answer is a shadow! Mine is right behind me
beat and
{a} nodded and smiled
{a} laughed and clapped
beat say a
Well done! You only had to turn round
Right! It was with you all the time
beat maybe start
{c.name} tried to jump over the shadow, but of course that was no use
Then a cloud hid the sun, and all the shadows were gone

ask what
? What was the answer
? What did {a.name} have in mind
! The answer was a shadow
! It was a shadow
ask who b
? Who found the answer
? Who guessed right
! {b.name} found the answer
! It was {b.name} who guessed right
ask where p
? Where were {a.name} and the children
? Where did {a.name} tell the riddle
! They were {p.in}
! {a.name} was {p.in} with the children
ask what
? What was {c.name}'s guess
? What did {c.name} think it was
! {c.name} guessed {w2}
! {c.name} thought that it was {w2}
ask what
? What did {b.name} guess at first
! At first {b.name} guessed {w1}
! {b.name} thought that it was {w1}
