title a letter from a new house
form letter
cast a: child
word s: Anton, Emil, Lena, Marie, Paul, Rita, Nils, Hilda, Edwin, Susan, David, Laura, Stella, Robin
word c: Anton, Emil, Lena, Marie, Paul, Rita, Nils, Hilda, Edwin, Susan, David, Laura, Stella, Robin
word d: Mrs Dale, Mr Finch, Mrs Hart, Mr Reed, Miss Pole
thing x: teddy bear, kite, music box, marble bag, paintbox, recorder, globe; colour
word in1: the piano, the laundry basket, the big soup pot, a rubber boot, the bread bin, a hatbox
word house: above a bakery, at the end of a lane, beside a stream, next to a church, on top of a hill, behind the station
word see: the sea, the railway, a hundred roofs, a field with horses, the mountains, a stork's nest
word sound: the bells, the trains, the wind in the poplars, the frogs, the mill wheel, the ships' horns
word miss: the old tree house, the creaking stairs, the secret cave, the walk to school together, the smell of the old kitchen
word gift: a loaf and some salt, a pot of geraniums, a jar of gooseberry jam, a plaited doormat, a basket of eggs
number n: 3..6
number m: 12..30

beat line
Dear {a.name},
My dear {a.name},
beat paragraph
Now we are in the new house, and I promised to write to you first of all
We have been here for {n} days, and this is my very first letter
Here I am at last, on a box in my new room, and I am writing to you
We arrived last week, the beds are up, and I have found my pen. So here is the letter that I promised you
beat start
The house stands {house}, and from my window I can see {see}
It is a narrow house {house}, and if I stand on a chair, I can see {see}
Our new house is {house}, and my room looks out on {see}
beat start
At night I hear {sound}, and I am slowly getting used to it
When I lie in bed I listen to {sound} instead of our old clock
The nights sound different here, because of {sound}
beat paragraph
The first evening was dreadful, because I could not find my {x.full} anywhere
On the first evening I cried a little, because my {x.full} was nowhere to be found
You know how much I love my {x.full}. Well, on the first evening it could not be found
beat start
We opened {m} boxes, and there were plates, curtains and books in them, but no {x.noun}
I looked through {m} boxes and found nothing but pots and pillows
We searched in {m} boxes, but there was no {x.noun} in any of them
beat and
I was sure that it had been left behind in the old house
I thought that it had fallen off the cart on the way
I could not sleep and thought that I would never see it again
beat but
then it turned up in {in1}, where nobody would have looked
the next morning it was found in {in1}. Somebody had packed in a great hurry
on the second day somebody looked into {in1}, and there it was
beat maybe start
I have tied a label to it now, just in case
Now it sits on the window sill and looks out with me
beat paragraph
{d}, an old neighbour, came over with {gift} and made us welcome
Our neighbour is called {d} and brought us {gift}
The doorbell has rung only once so far. It was {d} from next door, with {gift}
beat and
I have met {c}, who lives not far away and is my age
there is a child of my age in the street, whose name is {c}
the day before yesterday somebody called {c} looked over the fence and asked whether I could play
beat start
{c} has shown me the (shortest way to school|best tree for climbing|shop with the biggest sweets), but does not laugh at my jokes as you do
We play together in the afternoon, but {c} does not know our secret knock yet
{c} is nice and can walk on stilts, but it is not the same as with you
beat start
What I miss most of all is {miss}, and of course you
I have everything here that I need, except for you and {miss}
Sometimes I shut my eyes and think of {miss}, and of you
beat paragraph
Please come in the holidays. There is a bed for you under the roof
You must come and see it all. Your bed is already made
Ask at home whether you may come for a week. We have a bed for you
beat maybe start
Bring your boots, for there is a lot of mud
We could explore the cellar together, for I do not like to do it alone
beat line
(Your old friend|Always your friend|A hundred hugs from your friend),
beat line
{s}

ask who s
? Who has moved to a new house
? Who wrote the letter
! {s} wrote it
! It was {s}
ask what x
? What could {s} not find on the first evening
? What was lost when they moved
! It was the {x.full}
! {s} could not find the {x.full}
ask where in1
? Where was {x.the} found
? Where had {x.the} been all the time
! {x.the} was in {in1}
! It was found in {in1}
ask who c
? Who plays with {s} in the new street
? Who is {s}'s new friend
! It is {c}
! {c} is the new friend
ask what gift
? What did {d} bring
? What did the old neighbour give them
! {d} brought {gift}
! It was {gift}
ask what see
? What can {s} see from the window
! {s} can see {see}
! From the window {s} can see {see}
ask what miss
? What does {s} miss most, besides {a.name}
! {s} misses {miss}
! It is {miss}
